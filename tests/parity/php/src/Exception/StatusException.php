<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

use Omneo\Appointments\Json;
use Omneo\Appointments\Response;
use Omneo\Appointments\RetryAfter;

/** Any status other than 2xx, with what the server says of it. */
final class StatusException extends OmneoException
{
    /**
     * @param string $serverMessage the body's `message`; '' if there is none
     * @param array<string, list<string>> $errors messages by field
     * @param ?float $retryAfter seconds from the Retry-After header; null if it cannot be read
     */
    private function __construct(
        public readonly ErrorKind $kind,
        public readonly int $status,
        public readonly string $serverMessage,
        public readonly array $errors,
        public readonly ?float $retryAfter,
    ) {
        parent::__construct("$status: " . ($serverMessage === '' ? 'no message' : $serverMessage));
    }

    public static function fromResponse(Response $response, #[\SensitiveParameter] string $token): self
    {
        try {
            $envelope = Json::decode($response->body);
        } catch (\JsonException) {
            $envelope = null;
        }
        $message = is_object($envelope) ? $envelope->message ?? '' : '';
        $clean = static fn (string $text): string => str_replace($token, '[token]', $text);
        return new self(
            ErrorKind::fromStatus($response->status),
            $response->status,
            is_string($message) ? $clean($message) : '',
            self::fieldErrors(is_object($envelope) ? $envelope->errors ?? null : null, $clean),
            RetryAfter::seconds($response->header('Retry-After') ?? '', microtime(true)),
        );
    }

    /**
     * A lone string counts as a list of one; what is no message is left out.
     *
     * @param \Closure(string): string $clean
     * @return array<string, list<string>>
     */
    private static function fieldErrors(mixed $errors, \Closure $clean): array
    {
        $found = [];
        foreach (is_object($errors) ? get_object_vars($errors) : [] as $field => $messages) {
            $messages = is_string($messages) ? [$messages] : $messages;
            if (is_array($messages)) {
                $texts = array_values(array_filter($messages, is_string(...)));
                $found[$clean((string) $field)] = array_map($clean, $texts);
            }
        }
        return $found;
    }
}
