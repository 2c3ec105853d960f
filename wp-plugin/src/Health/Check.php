<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** One thing that was looked at, and what was found: the same for Site Health, the settings and the command. */
final class Check
{
    /**
     * @param string $name stable, such as `connection`
     * @param string $found what was found, in a few words
     * @param string $advice the cause, and what to do about it; "" where there is nothing more to say
     * @param array{string, string}|null $link where something can be done about it: address, words
     */
    public function __construct(
        public readonly string $name,
        public readonly CheckState $state,
        public readonly string $found,
        public readonly string $advice = '',
        public readonly ?array $link = null
    ) {
    }

    /** @param non-empty-list<self> $checks @return self the first of those that are worst */
    public static function worst(array $checks): self
    {
        return array_reduce(
            $checks,
            static fn (self $worst, self $check): self => $check->state->isWorseThan($worst->state) ? $check : $worst,
            $checks[0]
        );
    }
}
