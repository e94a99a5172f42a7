<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

/** There was no answer, or not a whole one. */
class ConnectionException extends OmneoException
{
    /** @param bool $isTransient whether another try may succeed */
    public function __construct(string $message, public readonly bool $isTransient = true)
    {
        parent::__construct($message);
    }
}
