<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** The whitelist of record types. */
enum MorphAlias: string
{
    case List = 'list';
    case Profile = 'profile';
}
