<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ProductFields;

/** What a write changes on each side, in canonical values. */
final class Changes implements \JsonSerializable
{
    /**
     * @param list<array{key: string, before: string, after: string}> $wpshop
     * @param list<array{key: string, before: string, after: string}> $dolibarr
     */
    public function __construct(public readonly array $wpshop = [], public readonly array $dolibarr = [])
    {
    }

    /**
     * @param array<string, string> $before
     * @param array<string, string> $after values of the same side; what is equal is left out
     * @return list<array{key: string, before: string, after: string}>
     */
    public static function between(array $before, array $after): array
    {
        $changes = [];
        foreach ($after as $key => $value) {
            if (($before[$key] ?? '') !== $value) {
                $changes[] = ['key' => $key, 'before' => $before[$key] ?? '', 'after' => $value];
            }
        }
        return $changes;
    }

    /** Without the stock, which follows what Dolibarr counts and which nobody puts back. */
    public function decided(): self
    {
        $without = static fn (array $changes): array => array_values(array_filter(
            $changes,
            static fn (array $change): bool => $change['key'] !== ProductFields::STOCK
        ));
        return new self($without($this->wpshop), $without($this->dolibarr));
    }

    public function isEmpty(): bool
    {
        return $this->wpshop === [] && $this->dolibarr === [];
    }

    /**
     * As a person reads it.
     *
     * @return array{wpshop: list<array<string, string>>, dolibarr: list<array<string, string>>}
     */
    public function jsonSerialize(): array
    {
        $shown = static fn (array $change): array => [
            'key' => $change['key'],
            'before' => CategoryWords::shown($change['key'], $change['before']),
            'after' => CategoryWords::shown($change['key'], $change['after']),
        ];
        return ['wpshop' => array_map($shown, $this->wpshop), 'dolibarr' => array_map($shown, $this->dolibarr)];
    }

    /**
     * As it is kept.
     *
     * @return array{wpshop: list<array<string, string>>, dolibarr: list<array<string, string>>}
     */
    public function stored(): array
    {
        return ['wpshop' => $this->wpshop, 'dolibarr' => $this->dolibarr];
    }
}
