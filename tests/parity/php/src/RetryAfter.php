<?php

declare(strict_types=1);

namespace Omneo\Appointments;

/** The Retry-After header: seconds, or one of the three forms of an HTTP date (RFC 9110, 5.6.7). */
final class RetryAfter
{
    private const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    private const NAME = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
    private const LONG_NAME = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
    private const DAY = '(?<day>\d\d)';
    private const MONTH = '(?<month>[A-Z][a-z]{2})';
    private const TIME = '(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)';
    private const FORMS = [
        '/\A' . self::NAME . ', ' . self::DAY . ' ' . self::MONTH . ' (?<year>\d{4}) ' . self::TIME . ' GMT\z/',
        '/\A' . self::LONG_NAME . ', ' . self::DAY . '-' . self::MONTH . '-(?<year>\d\d) ' . self::TIME . ' GMT\z/',
        '/\A' . self::NAME . ' ' . self::MONTH . ' (?<day>[ \d]\d) ' . self::TIME . ' (?<year>\d{4})\z/',
    ];

    /**
     * Seconds to wait, never below 0; null for anything that cannot be read.
     *
     * @param string $value the header's value without blanks around it
     * @param float $now seconds since the epoch
     */
    public static function seconds(string $value, float $now): ?float
    {
        if (preg_match('/\A[0-9]+\z/', $value) === 1) {
            return is_finite((float) $value) ? (float) $value : null;
        }
        foreach (self::FORMS as $form) {
            if (preg_match($form, $value, $parts) === 1) {
                $then = self::timestamp($parts, $now);
                return $then === null ? null : max(0.0, $then - $now);
            }
        }
        return null;
    }

    /** @param array<string> $parts */
    private static function timestamp(array $parts, float $now): ?int
    {
        $month = array_search($parts['month'], self::MONTHS, true);
        [$day, $year] = [(int) trim($parts['day']), (int) $parts['year']];
        [$hour, $minute, $second] = [(int) $parts['hour'], (int) $parts['minute'], (int) $parts['second']];
        if (strlen($parts['year']) === 2) {
            // A year with two digits that seems to be more than 50 years ahead is the latest one in the past.
            $thisYear = (int) gmdate('Y', (int) $now);
            $year += intdiv($thisYear, 100) * 100;
            $year -= $year > $thisYear + 50 ? 100 : 0;
        }
        $isTime = $hour < 24 && $minute < 60 && $second <= 60;
        if ($month === false || !checkdate($month + 1, $day, $year) || !$isTime) {
            return null;
        }
        return (int) gmmktime($hour, $minute, $second, $month + 1, $day, $year);
    }
}
