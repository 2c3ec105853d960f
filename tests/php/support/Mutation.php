<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

/** Damages an answer, as a broken proxy, another plugin of Dolibarr or a later version of it might. */
final class Mutation
{
    private const VALUES = [
        null, true, false, 0, 1, -1, 1.5, 1e308, PHP_INT_MAX, '', '0', '00', 'abc', '-', '1e5', '1,5', "a\0b", "\u{fffd}", '{}', '[]', '<b>x</b>',
        "x' OR '1'='1", [], [[]], [1], ['id' => '1'], ['error' => ['code' => 404, 'message' => 'Not Found: x']], '2026-02-30 25:61:61',
    ];

    /**
     * @param mixed $json as decoded
     * @return string JSON, with one of its values replaced, removed, renamed or wrapped
     */
    public static function ofValues(mixed $json): string
    {
        for ($times = mt_rand(1, 3); $times > 0; $times--) {
            $json = self::inside($json, mt_rand(0, 5));
        }
        return (string) json_encode($json, JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR);
    }

    /** The bytes cut off, changed, doubled, or with something of somebody else's around them. */
    public static function ofBytes(string $body): string
    {
        $length = strlen($body);
        $at = mt_rand(0, max(0, $length - 1));
        return match (mt_rand(0, 6)) {
            0 => substr($body, 0, $at),
            1 => substr_replace($body, chr(mt_rand(0, 255)), $at, 1),
            2 => substr_replace($body, '', $at, mt_rand(1, 20)),
            3 => substr($body, 0, $at) . substr($body, max(0, $at - 10)),
            4 => "<br />\n<b>Warning</b>: something in <b>/srv/x.php</b>\n" . $body,
            5 => "\u{feff}" . $body,
            default => str_repeat('[', 600) . $body,
        };
    }

    private static function inside(mixed $json, int $depth): mixed
    {
        if (!is_array($json) || $json === [] || $depth === 0) {
            return self::VALUES[mt_rand(0, count(self::VALUES) - 1)];
        }
        $key = array_keys($json)[mt_rand(0, count($json) - 1)];
        switch (mt_rand(0, 5)) {
            case 0:
                unset($json[$key]);
                return $json;
            case 1:
                $json[$key . 'x'] = $json[$key];
                unset($json[$key]);
                return $json;
            case 2:
                return ['data' => $json];
            default:
                $json[$key] = self::inside($json[$key], $depth - 1);
                return $json;
        }
    }
}
