<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Problem;

/** Who has the say about each field, as the shop set it. */
final class FieldOwners
{
    public const OPTION = 'dolisync_field_owners';

    /** @param array<string, FieldOwner> $owners field → owner; what is left out has its default */
    public function __construct(private readonly array $owners = [])
    {
    }

    public static function current(): self
    {
        $stored = get_option(self::OPTION, []);
        $owners = [];
        foreach (is_array($stored) ? $stored : [] as $key => $owner) {
            $owner = FieldOwner::tryFrom(is_string($owner) ? $owner : '');
            if ($owner !== null && in_array($owner, self::allowed((string) $key), true)) {
                $owners[$key] = $owner;
            }
        }
        return new self($owners);
    }

    public function of(string $key): FieldOwner
    {
        return $this->owners[$key] ?? self::allowed($key)[0];
    }

    /** A product that Dolibarr does not count has no stock there: that says nothing about the shop's. */
    public function ofValue(string $key, string $inDolibarr): FieldOwner
    {
        return $key === ProductFields::STOCK && $inDolibarr === '' ? FieldOwner::None : $this->of($key);
    }

    /** @return array<string, FieldOwner> every field, in the order in which they are shown */
    public function all(): array
    {
        $all = [];
        foreach (ProductFields::KEYS as $key) {
            $all[$key] = $this->of($key);
        }
        return $all;
    }

    /** Dolibarr takes no stock but through movements of its warehouses: DoliSync never writes it there. @return non-empty-list<FieldOwner> the default first */
    public static function allowed(string $key): array
    {
        return $key === ProductFields::STOCK
            ? [FieldOwner::Dolibarr, FieldOwner::None]
            : [FieldOwner::Both, FieldOwner::Dolibarr, FieldOwner::Wpshop, FieldOwner::None];
    }

    /**
     * @param array<string, mixed> $owners field → owner; what is left out stays as it is
     * @throws Problem rest_invalid_param; then nothing was stored
     */
    public static function store(array $owners): void
    {
        $all = self::current()->all();
        foreach ($owners as $key => $name) {
            $owner = FieldOwner::tryFrom(is_string($name) ? $name : '');
            if (!isset($all[$key]) || $owner === null || !in_array($owner, self::allowed($key), true)) {
                throw Problem::named('rest_invalid_param', __('The settings name a field or an owner that does not exist.', 'dolisync'));
            }
            $all[$key] = $owner;
        }
        update_option(self::OPTION, array_map(static fn (FieldOwner $owner): string => $owner->value, $all), true);
    }
}
