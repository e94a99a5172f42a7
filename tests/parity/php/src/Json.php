<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** JSON as this client reads it. */
final class Json
{
    /**
     * The document. Objects stay apart from arrays, and integers beyond 64 bits become strings of their digits instead of
     * floats. PHP has no object with a key that begins with NUL: such a body counts as no JSON.
     *
     * @throws \JsonException if the body is not JSON
     */
    public static function decode(string $body): mixed
    {
        return json_decode($body, false, 512, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
    }
}
