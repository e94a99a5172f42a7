<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** Reads what every answer must have. */
final class Fit
{
    /**
     * A member of an object.
     *
     * @param string $place the object's own JSON pointer
     * @param string ...$types what the value may be, as gettype() writes it: object, array, string, integer
     * @throws MisfitException if there is none, or one of another type
     */
    public static function member(mixed $object, string $key, string $place, string ...$types): mixed
    {
        if (!is_object($object)) {
            throw new MisfitException($place);
        }
        if (!in_array(gettype($object->$key ?? null), $types, true)) {
            throw new MisfitException("$place/$key");
        }
        return $object->$key;
    }
}
