<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

/** What a status other than 2xx means. */
enum ErrorKind: string
{
    case BadRequest = 'bad-request';
    case Authentication = 'authentication';
    case PermissionDenied = 'permission-denied';
    case NotFound = 'not-found';
    case Conflict = 'conflict';
    case Validation = 'validation';
    case RateLimit = 'rate-limit';
    case Server = 'server';
    case Other = 'status';

    public static function fromStatus(int $status): self
    {
        return match (true) {
            $status === 400 => self::BadRequest,
            $status === 401 => self::Authentication,
            $status === 403 => self::PermissionDenied,
            $status === 404 => self::NotFound,
            $status === 409 => self::Conflict,
            $status === 422 => self::Validation,
            $status === 429 => self::RateLimit,
            $status >= 500 && $status <= 599 => self::Server,
            default => self::Other,
        };
    }
}
