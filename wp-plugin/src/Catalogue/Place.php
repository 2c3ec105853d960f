<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** Where a post keeps one field, and in which form. */
final class Place
{
    private function __construct(
        public readonly bool $isColumn,
        public readonly string $name,
        public readonly StoredForm $form
    ) {
    }

    public static function column(string $name, StoredForm $form): self
    {
        return new self(true, $name, $form);
    }

    public static function meta(string $name, StoredForm $form): self
    {
        return new self(false, $name, $form);
    }
}
