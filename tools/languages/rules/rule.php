<?php

/** The id rule in PHP, and a program that applies it: php rule.php, see tests/tools/test_languages.py. */

declare(strict_types=1);

// begin
function isInteger(string $text): bool
{
    // \z, since $ lets a line feed through; is_numeric() takes 2e2 and 0204; (int) stops at the largest integer.
    return preg_match('/\A[1-9][0-9]{0,18}\z/', $text) === 1 && (string) (int) $text === $text;
}

/**
 * The id as it travels.
 *
 * @throws InvalidArgumentException with a message that begins with the name of the argument
 */
function targetId(string $appointment, string $type, string $id): string
{
    $isUuid = preg_match('/\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z/i', $id) === 1;
    $problem = match (true) {
        !isInteger($appointment) => 'appointment must be an integer from 1 to ' . PHP_INT_MAX,
        !in_array($type, ['profile', 'list'], true) => 'type must be profile or list',
        $type === 'profile' && !$isUuid => 'id must be a UUID in its 8-4-4-4-12 form',
        $type !== 'profile' && !isInteger($id) => 'id must be an integer from 1 to ' . PHP_INT_MAX,
        default => null,
    };
    return $problem === null ? strtolower($id) : throw new InvalidArgumentException($problem);
}
// end

while (($line = fgets(STDIN)) !== false) {
    try {
        echo targetId(...array_map(base64_decode(...), explode("\t", rtrim($line, "\n")))), "\n";
    } catch (InvalidArgumentException $error) {
        echo $error->getMessage(), "\n";
    }
}
