<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** One record that is linked to an appointment. */
final readonly class Link
{
    private function __construct(public string $id, public string $type, public string $targetId)
    {
    }

    /** @throws MisfitException if it lacks one of the three */
    public static function fromDocument(mixed $document, int $index): self
    {
        $place = "/data/links/$index";
        return new self(
            (string) Fit::member($document, 'id', $place, 'string', 'integer'),
            Fit::member($document, 'type', $place, 'string'),
            (string) Fit::member($document, 'target_id', $place, 'string', 'integer'),
        );
    }
}
