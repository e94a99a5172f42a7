<?php

declare(strict_types=1);

namespace Omneo\Appointments;

use Omneo\Appointments\Exception\ConnectionException;
use Omneo\Appointments\Exception\OmneoException;
use Omneo\Appointments\Exception\StatusException;

/** Whether to try again, and when. Both operations end in the same state when repeated. */
final readonly class RetryPolicy
{
    private const STATUSES = [408, 429, 500, 502, 503, 504];
    private const LONGEST = 60.0; // seconds of a Retry-After that are waited for

    public function __construct(public int $maxRetries = 2)
    {
        if ($maxRetries < 0) {
            throw new \InvalidArgumentException("maxRetries must not be negative, it is $maxRetries");
        }
    }

    /**
     * Seconds to wait before the next try; null if there is none.
     *
     * @param int $retries how many tries of this call were repeated so far
     */
    public function wait(OmneoException $error, int $retries): ?float
    {
        $isWorthIt = $error instanceof StatusException
            ? in_array($error->status, self::STATUSES, true)
            : $error instanceof ConnectionException && $error->isTransient;
        if ($retries >= $this->maxRetries || !$isWorthIt) {
            return null;
        }
        $asked = $error instanceof StatusException ? $error->retryAfter : null;
        if ($asked === null) {
            return min(8.0, 0.5 * 2 ** $retries) + self::random(0.5);
        }
        return $asked > self::LONGEST ? null : $asked + self::random(0.5 + $asked / 10);
    }

    private static function random(float $most): float
    {
        return $most * random_int(0, 1_000_000) / 1_000_000;
    }
}
