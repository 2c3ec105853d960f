<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\Row;

/**
 * The cells of one page. The last known statuses of all its products are read in one query; nothing
 * is asked of Dolibarr.
 */
final class ProductCells
{
    /** @var array<int, Row> */
    private array $rows = [];

    /** @var list<int> products that the page is about to list */
    private array $expected = [];

    public function __construct(private readonly Services $services)
    {
    }

    /**
     * Names products whose cells will be printed, before the first of them is.
     *
     * @param list<int> $ids
     */
    public function expect(array $ids): void
    {
        $this->expected = array_values(array_unique([...$this->expected, ...$ids]));
    }

    /**
     * The product's cell, "" when the shop has no such product.
     */
    public function html(int $id): string
    {
        if (!isset($this->rows[$id])) {
            $this->rows += $this->services->statusCheck()->lastKnown([$id, ...array_diff($this->expected, [$id])]);
            $this->expected = [];
        }
        $configured = $this->services->connection()->isConfigured();
        return isset($this->rows[$id]) ? ProductCell::html($this->rows[$id], $configured) : '';
    }
}
