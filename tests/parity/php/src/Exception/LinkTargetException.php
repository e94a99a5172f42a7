<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

/** An argument breaks a rule of the API. No request was sent. */
final class LinkTargetException extends OmneoException
{
    /**
     * @param 'unknown-alias'|'invalid-id'|'invalid-appointment' $rule
     * @param 'type'|'id'|'appointment' $field
     * @param list<string>|'uuid'|'integer' $allowed
     */
    public function __construct(
        public readonly string $rule,
        public readonly string $field,
        public readonly array|string $allowed,
        public readonly mixed $value,
    ) {
        $wanted = is_array($allowed) ? 'one of ' . implode(', ', $allowed) : "a valid $allowed";
        $given = is_scalar($value) ? var_export($value, true) : get_debug_type($value);
        parent::__construct("$field must be $wanted, not $given");
    }
}
