<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Problem;

/** The products of the shop that a command is about. */
final class Selection
{
    /** As many as one request to Dolibarr is about. */
    private const AT_ONCE = 200;

    /** @param list<int>|null $ids null: all that are not in the trash */
    private function __construct(private readonly Catalogue $catalogue, private readonly ?array $ids)
    {
    }

    public static function all(Catalogue $catalogue): self
    {
        return new self($catalogue, null);
    }

    /**
     * @param non-empty-list<string> $ids as typed
     * @throws Problem rest_invalid_param, dolisync_unknown_product
     */
    public static function these(Catalogue $catalogue, array $ids): self
    {
        $ids = array_values(array_unique(array_map(self::id(...), $ids)));
        $unknown = array_diff($ids, array_keys($catalogue->titles($ids)));
        if ($unknown !== []) {
            throw Problem::named(
                'dolisync_unknown_product',
                /* translators: %s: numbers. */
                sprintf(__('The shop has no product with the number %s.', 'dolisync'), implode(', ', $unknown))
            );
        }
        return new self($catalogue, $ids);
    }

    /**
     * @param list<string> $ids as typed
     * @throws Problem rest_invalid_param, dolisync_unknown_product
     */
    public static function of(Catalogue $catalogue, array $ids, bool $all): self
    {
        if (($ids !== []) === $all) {
            throw ProblemText::badInput(__('Name products by their numbers, or all of them with --all.', 'dolisync'));
        }
        return $all ? self::all($catalogue) : self::these($catalogue, $ids);
    }

    /** @throws Problem rest_invalid_param */
    public static function id(string $typed): int
    {
        if (preg_match('/^[1-9][0-9]{0,17}$/', $typed) !== 1) {
            /* translators: %s: what was typed. */
            throw ProblemText::badInput(sprintf(__('“%s” is no number of a product.', 'dolisync'), $typed));
        }
        return (int) $typed;
    }

    public function count(): int
    {
        if ($this->ids !== null) {
            return count($this->ids);
        }
        [$ids, $more] = $this->catalogue->after(0, 1);
        return count($ids) + $more;
    }

    /** @return \Generator<int, list<int>> */
    public function pages(): \Generator
    {
        if ($this->ids !== null) {
            yield from array_chunk($this->ids, self::AT_ONCE);
            return;
        }
        $last = 0;
        do {
            [$ids, $more] = $this->catalogue->after($last, self::AT_ONCE);
            if ($ids !== []) {
                $last = max($ids);
                yield $ids;
            }
            self::forgetWhatWasRead();
        } while ($more > 0 && $ids !== []);
    }

    /** What WordPress remembers of two hundred products is not needed for the next ones. */
    private static function forgetWhatWasRead(): void
    {
        if (wp_cache_supports('flush_runtime')) {
            wp_cache_flush_runtime();
        }
    }
}
