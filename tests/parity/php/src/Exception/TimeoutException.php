<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

/** A try took longer than its limit. */
final class TimeoutException extends ConnectionException
{
}
