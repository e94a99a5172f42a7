<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** JSON as RFC 8259 has it. */
final class Json
{
    /**
     * The document; objects stay apart from arrays, and integers beyond 64 bits become strings of their digits.
     *
     * @throws \JsonException if the body is not JSON
     */
    public static function decode(string $body): mixed
    {
        $document = json_decode($body, false, 512, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
        // json_decode() takes TRUE, Null and their like: outside strings, no capital but an exponent's E may stand.
        if (preg_match('/[A-DF-Z]/', (string) preg_replace('/"(?:[^"\\\\]++|\\\\.)*+"/s', '', $body)) !== 0) {
            throw new \JsonException('a literal in capitals');
        }
        return $document;
    }
}
