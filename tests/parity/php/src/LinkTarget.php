<?php

declare(strict_types=1);

namespace Omneo\Appointments;

use Omneo\Appointments\Exception\LinkTargetException;

/** A record to link or unlink: a profile by its UUID, everything else by an integer. */
final readonly class LinkTarget implements \JsonSerializable
{
    private const UUID = '/\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\z/i';

    private function __construct(public MorphAlias $type, public string $id)
    {
    }

    /**
     * The arguments are checked here and not by PHP: for a caller without strict_types it makes an integer of true
     * and of 42.0.
     *
     * @param string $type
     * @param int|string $id
     * @throws LinkTargetException if the type is not on the whitelist, or the id not of the form that it asks for
     */
    public static function from(mixed $type, mixed $id): self
    {
        $alias = is_string($type) ? MorphAlias::tryFrom($type) : null;
        if ($alias === null) {
            $allowed = array_column(MorphAlias::cases(), 'value');
            throw new LinkTargetException('unknown-alias', 'type', $allowed, $type);
        }
        if ($alias !== MorphAlias::Profile) {
            $digits = self::digits($id) ?? throw new LinkTargetException('invalid-id', 'id', 'integer', $id);
            return new self($alias, $digits);
        }
        if (!is_string($id) || preg_match(self::UUID, $id) !== 1) {
            throw new LinkTargetException('invalid-id', 'id', 'uuid', $id);
        }
        return new self($alias, strtolower($id));
    }

    /**
     * The appointment's id in digits.
     *
     * @param int|string $id
     * @throws LinkTargetException if it is no integer from 1 to PHP_INT_MAX, nor its plain digits
     */
    public static function appointment(mixed $id): string
    {
        return self::digits($id) ?? throw new LinkTargetException('invalid-appointment', 'appointment', 'integer', $id);
    }

    /** An integer from 1 to PHP_INT_MAX in digits; null for anything else. (int) saturates at the largest. */
    private static function digits(mixed $value): ?string
    {
        $text = is_int($value) ? (string) $value : $value;
        $isPlain = is_string($text) && preg_match('/\A[1-9][0-9]{0,18}\z/', $text) === 1;
        return $isPlain && (string) (int) $text === $text ? $text : null;
    }

    /** @return array{type: string, id: string} */
    public function jsonSerialize(): array
    {
        return ['type' => $this->type->value, 'id' => $this->id];
    }
}
