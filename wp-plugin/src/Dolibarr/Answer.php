<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * What Dolibarr said, once it is certain that it was Dolibarr who spoke. Pure: reads a status and a body.
 *
 * Rule 2 lives here: only Dolibarr's own JSON «Not Found: …» is an absence; everything else that is no success is a
 * problem. Statuses and bodies are those recorded from Dolibarr 16 and 20 (tests/dolibarr/recordings).
 */
final class Answer
{
    /** @param bool $found false: Dolibarr itself says that there is no such thing, or nothing to list */
    private function __construct(public readonly bool $found, public readonly mixed $json)
    {
    }

    /**
     * @param bool $writing whether the request was to change something
     * @param string $elsewhere where a redirect leads
     * @throws Problem
     */
    public static function read(int $status, string $body, bool $writing, string $elsewhere = ''): self
    {
        $json = json_decode($body, true);
        $isJson = $json !== null || trim($body) === 'null';
        $error = is_array($json) && is_array($json['error'] ?? null) ? $json['error'] : null;
        $message = $error === null ? '' : (string) json_encode($error);
        return match (true) {
            $status >= 200 && $status < 300 && $isJson && $error === null => new self(true, $json),
            // What Dolibarr prints, in any language, when its API is off: “Module <b>Api</b> must be enabled”.
            $status >= 200 && $status < 300 => throw preg_match('#<b>\s*Api\s*</b>#i', $body) === 1 ? Problems::apiOff() : Problems::unreadable(),
            $status >= 300 && $status < 400 => throw Problems::redirected(Address::ofApi($elsewhere)),
            // Dolibarr refuses in its own JSON.
            ($status === 401 || $status === 403) && $error === null => throw Problems::guarded(),
            $status === 401 => throw $writing ? Problems::forbidden() : Problems::keyRefused(),
            $status === 403 => throw Problems::forbidden(),
            $status === 404 => self::absence($error),
            $status === 409 && $error !== null => throw Problems::stillUsed(),
            $status === 501 => throw Problems::notAnApi(),
            str_contains($message, 'ErrorProductAlreadyExists') => throw Problems::referenceTaken(),
            str_contains($message, 'ErrorPriceCantBeLowerThanMinPrice') => throw Problems::priceTooLow(),
            preg_match('/Duplicate entry.*_wps_id/', $message) === 1 => throw Problems::numberTaken(),
            // Two writes at once in Dolibarr's database: nothing is wrong with this one, and another try goes through.
            preg_match('/Deadlock found|Lock wait timeout/', $message) === 1 => throw Problems::failing($status),
            $error !== null && ($status === 400 || $status === 500) => throw Problems::refused(),
            default => throw Problems::failing($status),
        };
    }

    /**
     * A bare «Not Found» is a route that is not there (the products API is off), and no word about a product.
     *
     * @param array<mixed>|null $error
     */
    private static function absence(?array $error): self
    {
        $message = is_string($error['message'] ?? null) ? $error['message'] : '';
        if (preg_match('/^Not Found: \S/', $message) !== 1) {
            throw Problems::notAnApi();
        }
        return new self(false, null);
    }
}
