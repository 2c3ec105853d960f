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
        $dolibarr = Services::get()->seenCategories()->tree();
        $words = $unknown = [];
        foreach (CategorySet::dolibarrs($value) as $id) {
            $name = $dolibarr->words($id);
            $name === '' ? $unknown[] = $id : $words[] = $name;
        }
        $shops = CategorySet::shops($value);
        if ($unknown !== [] || $shops !== []) {
            array_push($words, ...self::inShop($unknown, $shops));
        }
        usort($words, static fn (string $one, string $other): int => strcmp(Folding::fold($one), Folding::fold($other)));
        return implode(', ', $words);
    }

    /**
     * What the shop calls them. It costs queries, and most values need none.
     *
     * @param list<int> $dolibarrIds of Dolibarr's that Dolibarr was not seen to have
     * @param list<int> $ids the shop's own
     * @return list<string>
     */
    private static function inShop(array $dolibarrIds, array $ids): array
    {
        $shop = Services::get()->wpshopCategories()->tree();
        $marked = [];
        foreach ($shop->all() as $category) {
            $marked[$category->dolibarrId ?? 0] ??= $category->id;
        }
        return [
            ...array_map(static fn (int $id): string => $shop->words($marked[$id] ?? 0) ?: '#' . $id, $dolibarrIds),
            ...array_map(static fn (int $id): string => $shop->words($id) ?: '#' . $id, $ids),
        ];
    }
}
