<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Services;

/** Categories as a person reads them: their paths, as Dolibarr calls them now, or else the shop. */
final class CategoryWords
{
    /** A field's value on its way to a person: of categories their names, of every other field the value itself. */
    public static function shown(string $key, string $value): string
    {
        return $key === ProductFields::CATEGORIES ? self::of($value) : $value;
    }

    /**
     * “Clothes › T-shirts, Offers”; "" for none.
     *
     * @param string $value a CategorySet
     */
    public static function of(string $value): string
    {
        if ($value === '') {
            return '';
        }
        $services = Services::get();
        $dolibarr = $services->seenCategories()->tree();
        $shop = $services->wpshopCategories()->tree();
        $marked = [];
        foreach ($shop->all() as $category) {
            $marked[$category->dolibarrId ?? 0] ??= $category->id;
        }
        $words = [];
        foreach (CategorySet::dolibarrs($value) as $id) {
            $words[] = $dolibarr->words($id) ?: $shop->words($marked[$id] ?? 0) ?: '#' . $id;
        }
        foreach (CategorySet::shops($value) as $id) {
            $words[] = $shop->words($id) ?: '#' . $id;
        }
        usort($words, static fn (string $one, string $other): int => strcmp(Folding::fold($one), Folding::fold($other)));
        return implode(', ', $words);
    }
}
