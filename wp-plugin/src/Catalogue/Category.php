<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** A category of products, of the shop or of Dolibarr. */
final class Category
{
    /**
     * @param int $parent 0: it is at the top
     * @param string $name plain text on one line
     * @param int|null $dolibarrId only of the shop's: the category of Dolibarr that it is
     */
    public function __construct(
        public readonly int $id,
        public readonly int $parent,
        public readonly string $name,
        public readonly ?int $dolibarrId = null
    ) {
    }
}
