<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** What Dolibarr, its API's user and the way to it can do, as it was found at a time. Holds no key. */
final class Capabilities implements \JsonSerializable
{
    /** Seconds that both clocks may differ without anybody being misled by a time. */
    public const TOLERATED_CLOCK_DIFFERENCE = 120;
    /** The oldest version whose answers are known. */
    public const OLDEST_VERSION = '16.0.0';
    /** Milliseconds after which the shortest answer is slow: a list takes ten times as long. */
    public const SLOW_MS = 2000;

    /**
     * @param string $version Dolibarr's
     * @param string $user the login of the key's user, "" where that user may not even know
     * @param bool $hasModule the module DoliWPshop: Dolibarr shows which products are associated
     * @param bool $canReadCategories the module of categories is on, and the key's user may read them
     * @param bool|null $canWriteCategories null: not known
     * @param list<string> $unreadable records that are no products, by their route (RecordRoute), which the key's user
     *     may not read, or whose module is off
     * @param int|null $clockDifference Dolibarr's clock minus this server's, in seconds; null: Dolibarr did not tell
     * @param string $at when this was found; UTC, `2026-11-24T20:00:00.123Z`
     */
    public function __construct(
        public readonly string $version,
        public readonly int $latencyMs,
        public readonly string $user,
        public readonly bool $canRead,
        public readonly bool $canWrite,
        public readonly bool $hasModule,
        public readonly bool $canReadCategories,
        public readonly ?bool $canWriteCategories,
        public readonly array $unreadable,
        public readonly bool $isHttps,
        public readonly PriceMode $priceMode,
        public readonly ?int $clockDifference,
        public readonly string $at
    ) {
    }

    /** @param array<string, mixed> $stored from jsonSerialize; null when this is none */
    public static function fromStored(mixed $stored): ?self
    {
        if (!is_array($stored) || !is_string($stored['version'] ?? null) || !is_string($stored['at'] ?? null)) {
            return null;
        }
        return new self(
            $stored['version'],
            (int) ($stored['latency_ms'] ?? 0),
            (string) ($stored['user'] ?? ''),
            (bool) ($stored['can_read'] ?? false),
            (bool) ($stored['can_write'] ?? false),
            (bool) ($stored['module_wpshop'] ?? false),
            (bool) ($stored['categories'] ?? true),
            isset($stored['can_write_categories']) ? (bool) $stored['can_write_categories'] : null,
            array_values(array_filter((array) ($stored['unreadable'] ?? []), 'is_string')),
            (bool) ($stored['https'] ?? false),
            PriceMode::tryFrom((string) ($stored['price_mode'] ?? '')) ?? PriceMode::Unknown,
            isset($stored['clock_difference']) ? (int) $stored['clock_difference'] : null,
            $stored['at']
        );
    }

    /** Whether a price that WPshop sends has an effect, as far as is known. */
    public function appliesPrices(): bool
    {
        return $this->priceMode !== PriceMode::Levels && $this->priceMode !== PriceMode::NotApplied;
    }

    public function isClockRight(): bool
    {
        return abs($this->clockDifference ?? 0) <= self::TOLERATED_CLOCK_DIFFERENCE;
    }

    public function isTooOld(): bool
    {
        return version_compare($this->version, self::OLDEST_VERSION, '<');
    }

    public function isSlow(): bool
    {
        return $this->latencyMs > self::SLOW_MS;
    }

    /** @return array<string, mixed> the answer of the route settings/test, and `at` */
    public function jsonSerialize(): array
    {
        return [
            'ok' => true,
            'version' => $this->version,
            'latency_ms' => $this->latencyMs,
            'user' => $this->user,
            'can_read' => $this->canRead,
            'can_write' => $this->canWrite,
            'module_wpshop' => $this->hasModule,
            'categories' => $this->canReadCategories,
            'can_write_categories' => $this->canWriteCategories,
            'unreadable' => $this->unreadable,
            'https' => $this->isHttps,
            'price_mode' => $this->priceMode->value,
            'clock_difference' => $this->clockDifference,
            'at' => $this->at,
        ];
    }
}
