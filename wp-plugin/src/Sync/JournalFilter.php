<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** Which entries of the journal a person wants to see. What is not one of the known values asks for nothing special. */
final class JournalFilter
{
    public const ACTIONS = [
        'link', 'sync', 'create', 'unlink', 'undo', 'repair', 'create_in_wpshop', 'recreate', 'trash', 'restore', 'delete',
    ];
    /** A command of WP-CLI. */
    public const CLI = 'cli';
    public const SOURCES = ['button', 'automatic', 'webhook', 'mass', self::CLI];

    /**
     * @param string $action one of ACTIONS, or "" for all
     * @param string $source one of SOURCES, or "" for all
     * @param string $from first day, `2026-11-24` in the site's time zone, or ""
     * @param string $to last day, the same, or ""
     * @param string $search part of a product's title, reference or barcode, or its number on either side
     * @param int|null $product only this product
     */
    private function __construct(
        public readonly string $action = '',
        public readonly string $source = '',
        public readonly string $from = '',
        public readonly string $to = '',
        public readonly string $search = '',
        public readonly ?int $product = null
    ) {
    }

    /** @param array<string, mixed> $asked action, source, from, to, search, product: as a browser sent them */
    public static function of(array $asked): self
    {
        $text = static fn (string $name): string => is_scalar($asked[$name] ?? null) ? trim((string) $asked[$name]) : '';
        $product = $text('product');
        return new self(
            in_array($text('action'), self::ACTIONS, true) ? $text('action') : '',
            in_array($text('source'), self::SOURCES, true) ? $text('source') : '',
            self::day($text('from')),
            self::day($text('to')),
            mb_substr($text('search'), 0, 200),
            preg_match('/^[1-9][0-9]{0,17}$/', $product) === 1 ? (int) $product : null
        );
    }

    public function isEmpty(): bool
    {
        return $this->arguments() === [];
    }

    /** What asks for the same again. @return array<string, string> */
    public function arguments(): array
    {
        return array_filter([
            'action' => $this->action,
            'source' => $this->source,
            'from' => $this->from,
            'to' => $this->to,
            'search' => $this->search,
            'product' => (string) $this->product,
        ], static fn (string $value): bool => $value !== '');
    }

    /** The first moment asked for, "" for no limit. */
    public function since(): string
    {
        return $this->from === '' ? '' : self::moment($this->from . ' 00:00:00');
    }

    /** The first moment that is no longer asked for, "" for no limit. */
    public function until(): string
    {
        return $this->to === '' ? '' : self::moment($this->to . ' 00:00:00 +1 day');
    }

    private static function moment(string $local): string
    {
        return Moment::of(new \DateTimeImmutable($local, wp_timezone()));
    }

    private static function day(string $day): string
    {
        $parts = preg_match('/^(\d{4})-(\d\d)-(\d\d)$/', $day, $found) === 1 ? array_map('intval', $found) : null;
        return $parts !== null && checkdate($parts[2], $parts[3], $parts[1]) ? $day : '';
    }
}
