<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** How much DoliSync does by itself. */
enum Policy: string
{
    /** What one side changed is carried over to the other, new products are created there. */
    case Automatic = 'automatic';
    /** What changed is found and shown; a person has it written. */
    case Ask = 'ask';
    /** Nothing is looked for either. */
    case Off = 'off';

    public const OPTION = 'dolisync_policy';

    /** Where nobody chose. */
    public const DEFAULT = self::Automatic;

    public static function current(): self
    {
        $policy = get_option(self::OPTION);
        return self::tryFrom(is_string($policy) ? $policy : '') ?? self::DEFAULT;
    }

    public static function store(self $policy): void
    {
        update_option(self::OPTION, $policy->value, true);
    }
}
