<?php

/** This client as a runner of the vectors: `php runner.php`. See spec/vectors/README.md. */

declare(strict_types=1);

use Omneo\Appointments\Exception\ConnectionException;
use Omneo\Appointments\Exception\LinkTargetException;
use Omneo\Appointments\Exception\ResponseException;
use Omneo\Appointments\Exception\StatusException;
use Omneo\Appointments\Exception\TimeoutException;
use Omneo\Appointments\Omneo;

require __DIR__ . '/autoload.php';

/** A value of a case, tagged where JSON has no type for it. There is no UUID type here: its string stands for it. */
function value(mixed $given): mixed
{
    return match (is_object($given) ? $given->{'$type'} ?? null : null) {
        'integer' => (string) (int) $given->value === $given->value ? (int) $given->value : throw new DomainException(),
        'float' => (float) $given->value,
        'uuid' => $given->value,
        null => $given,
    };
}

/** The value at a JSON pointer (RFC 6901). */
function at(mixed $document, string $pointer): mixed
{
    foreach (array_slice(explode('/', $pointer), 1) as $step) {
        $key = strtr($step, ['~1' => '/', '~0' => '~']);
        $document = is_array($document) ? $document[(int) $key] : $document->$key;
    }
    return $document;
}

/** @return array<string, mixed> */
function success(object $case, ?object $appointment): array
{
    $facts = [];
    if (isset($appointment->links)) {
        $told = static fn (object $link): array => [$link->type, (string) ($link->targetId ?? $link->target_id)];
        $facts['links'] = array_map($told, $appointment->links);
    }
    foreach ($case->kept as $pointer) {
        $facts['kept'][$pointer] = at($appointment->data ?? $appointment, $pointer);
    }
    return ['success' => (object) $facts];
}

/** @return array<string, mixed> */
function failure(Throwable $error): array
{
    return match (true) {
        $error instanceof LinkTargetException =>
            ['refusal' => ['rule' => $error->rule, 'field' => $error->field, 'allowed' => $error->allowed]],
        $error instanceof StatusException => ['error' => [
            'kind' => $error->kind->value,
            'status' => $error->status,
            'message' => $error->serverMessage,
            'errors' => (object) $error->errors,
            'retry_after' => $error->retryAfter,
        ]],
        $error instanceof ResponseException =>
            ['error' => ['kind' => 'response', 'status' => $error->response->status, 'pointer' => $error->pointer]],
        $error instanceof TimeoutException => ['error' => ['kind' => 'timeout']],
        $error instanceof ConnectionException => ['error' => ['kind' => 'connection']],
        default => ['error' => ['kind' => 'untyped', 'message' => get_debug_type($error) . ": {$error->getMessage()}"]],
    };
}

/** @return array<string, mixed> */
function run(object $case, string $token): array
{
    try {
        $arguments = array_map(value(...), get_object_vars($case->arguments));
    } catch (DomainException) {
        return ['not_applicable' => 'an int of PHP has 64 bits'];
    }
    $waits = [];
    $given = ['maxRetries' => $case->max_retries, 'timeout' => $case->timeout];
    $options = array_filter($given, static fn (mixed $option): bool => $option !== null);
    $note = static function (float $seconds) use (&$waits): void {
        $waits[] = $seconds;
    };
    try {
        $client = new Omneo($case->base_url, $token, ...$options, sleep: $note);
        $verb = substr($case->operation, 0, strspn($case->operation, 'abcdefghijklmnopqrstuvwxyz'));
        $outcome = success($case, $client->$verb(...$arguments));
    } catch (Throwable $error) {
        $outcome = failure($error);
    }
    return $outcome + ['waits' => $waits];
}

$input = json_decode(stream_get_contents(STDIN), false, 512, JSON_THROW_ON_ERROR);
$outcomes = array_map(static fn (object $case): array => run($case, $input->token), $input->cases);
echo json_encode($outcomes, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_UNICODE), "\n";
