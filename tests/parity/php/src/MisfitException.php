<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** A body that lacks what every answer has; becomes a ResponseException where the status is known. */
final class MisfitException extends \UnexpectedValueException
{
    /** @param string $pointer the JSON pointer of what is missing or of another type */
    public function __construct(public readonly string $pointer)
    {
        parent::__construct("$pointer does not fit");
    }
}
