<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * What it means that Dolibarr does not give a list. It says the same (401 or 403) where a module is off and where the
 * key's user lacks the right, and 16 says it of a wrong key too. So it is Dolibarr's word about this kind of record only
 * once Dolibarr answers the same key otherwise.
 */
final class Refusals
{
    /** The name of a refusal that is about one kind of record. */
    public const KEPT_BACK = 'dolisync_dolibarr_kept_back';

    private const KEY_REFUSED = 'dolisync_dolibarr_key_refused';
    private const FORBIDDEN = 'dolisync_dolibarr_forbidden';

    /** From here on, what it says of a wrong key it says of nothing else. */
    private const CLEAR_SINCE = '20';

    public function __construct(private readonly Client $client)
    {
    }

    /**
     * One request where the problem may be a refusal; none otherwise.
     *
     * @param string $named the kind of record, inside a sentence: “the orders”
     */
    public function meaning(Problem $problem, string $named): Problem
    {
        if ($problem->name !== self::KEY_REFUSED && $problem->name !== self::FORBIDDEN) {
            return $problem;
        }
        try {
            $version = (new Greeting($this->client))->run()['version'];
        } catch (Problem $whole) {
            return $whole;
        }
        return $problem->name === self::KEY_REFUSED && version_compare($version, self::CLEAR_SINCE, '>=')
            ? $problem
            : self::keptBack($named);
    }

    public static function keptBack(string $named): Problem
    {
        return Problem::named(
            self::KEPT_BACK,
            /* translators: %s: a kind of record, such as “the orders”. */
            sprintf(__('Dolibarr does not give out %s: their module is off there, or the user of the key may not read them. Turn the module on or give that user the right in Dolibarr, then begin a new mass synchronization.', 'dolisync'), $named),
            'none',
            503
        );
    }
}
