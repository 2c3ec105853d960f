<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Sync\Link;

/** What one poll saw so far, as the brakes need it. */
final class PollTally
{
    public function __construct(
        public readonly int $changed = 0,
        public readonly int $prices = 0,
        public readonly int $stocks = 0,
        public readonly int $creations = 0
    ) {
    }

    public function withChange(ProductRecord $record, Link $link): self
    {
        return new self(
            $this->changed + 1,
            $this->prices + (self::becameZero('price', $record, $link) ? 1 : 0),
            $this->stocks + (self::becameZero(ProductFields::STOCK, $record, $link) ? 1 : 0),
            $this->creations
        );
    }

    public function withCreation(): self
    {
        return new self($this->changed, $this->prices, $this->stocks, $this->creations + 1);
    }

    private static function becameZero(string $key, ProductRecord $record, Link $link): bool
    {
        $before = Agreement::value($key, $record->base(), $link);
        return $record->values()[$key] === '0' && !in_array($before, [null, '', '0'], true);
    }
}
