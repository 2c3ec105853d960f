<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Problem;

/**
 * A product in a list of Dolibarr's: its number and when it was changed, which are there to go on by, what it is found by,
 * and the product itself where it can be understood. One that cannot must not hide the others, nor be taken for absent.
 */
final class ListedProduct
{
    /**
     * @param string|null $changedAt by Dolibarr's own clock, `2026-11-24 05:06:19`; null: that cannot be understood
     * @param array{title: string|null, reference: string|null, barcode: string|null} $identity canonical; null: that one
     *     cannot be understood
     * @param ProductRecord|null $record null: it cannot be understood; asked for by itself, it says so
     */
    private function __construct(
        public readonly int $id,
        public readonly ?string $changedAt,
        public readonly array $identity,
        public readonly ?ProductRecord $record
    ) {
    }

    /** @throws Problem dolisync_dolibarr_unreadable when not even the number can be read: then this is no list of products */
    public static function from(mixed $sent): self
    {
        $id = RawRecord::idOf($sent) ?? throw Problems::unreadable();
        $moment = $sent['date_modification'] ?? null;
        $isMoment = is_string($moment) && preg_match('/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/D', $moment) === 1;
        try {
            $record = ProductRecord::from($sent);
        } catch (Problem) {
            $record = null;
        }
        return new self($id, $isMoment ? $moment : null, [
            'title' => self::text($sent, 'label', Canonical::title(...)),
            'reference' => self::text($sent, 'ref', Canonical::code(...)),
            'barcode' => self::text($sent, 'barcode', Canonical::code(...)),
        ], $record);
    }

    /** Whether all that it can be found by is known: then it is no other product than the one that this says. */
    public function isIdentified(): bool
    {
        return !in_array(null, $this->identity, true);
    }

    /** The name for a person; "#12" where it has none that can be read. */
    public function name(): string
    {
        return $this->identity['title'] ?: $this->identity['reference'] ?: '#' . $this->id;
    }

    /**
     * @param array<string, mixed> $sent
     * @param callable(string): string $canonical
     */
    private static function text(array $sent, string $name, callable $canonical): ?string
    {
        $value = array_key_exists($name, $sent) ? $sent[$name] ?? '' : null;
        return is_string($value) || is_int($value) ? $canonical((string) $value) : null;
    }
}
