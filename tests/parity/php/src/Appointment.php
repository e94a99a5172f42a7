<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** What link() returns: the typed part that every answer has, and the whole as the server sent it. */
final readonly class Appointment
{
    /**
     * @param list<Link> $links every record that is linked now, in the server's order
     * @param object $data everything that the server sent, unknown keys included; no object becomes an array
     */
    private function __construct(public int $id, public string $status, public array $links, public object $data)
    {
    }

    /** @throws MisfitException if the document lacks what every answer has */
    public static function fromDocument(mixed $document): self
    {
        $data = Fit::member($document, 'data', '', 'object');
        $links = Fit::member($data, 'links', '/data', 'array');
        return new self(
            Fit::member($data, 'id', '/data', 'integer'),
            Fit::member($data, 'status', '/data', 'string'),
            array_map(Link::fromDocument(...), $links, array_keys($links)),
            $data,
        );
    }
}
