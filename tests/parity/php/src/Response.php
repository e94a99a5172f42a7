<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** One whole answer. */
final readonly class Response
{
    /** @param array<string, list<string>> $headers values by name in lower case */
    public function __construct(public int $status, public array $headers, public string $body)
    {
    }

    /** The only value of a header; null if there is none, or more than one. */
    public function header(string $name): ?string
    {
        $values = $this->headers[strtolower($name)] ?? [];
        return count($values) === 1 ? $values[0] : null;
    }
}
