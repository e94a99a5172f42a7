<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

/** The root of everything that the client throws of a call. */
abstract class OmneoException extends \RuntimeException
{
}
