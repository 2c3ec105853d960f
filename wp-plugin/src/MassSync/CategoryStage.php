<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\WpshopCategories;
use DoliSync\Catalogue\WpshopCategoryRecords;
use DoliSync\Dolibarr\CategoryRecord;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Records;
use DoliSync\Sync\Journal;
use DoliSync\Sync\LinkRows;

/** The tree of categories. */
final class CategoryStage extends RecordStage
{
    public const TYPE = 'category';

    /** A parent may have a higher number than what is below it: few catalogues have so many that they do not come together. */
    private const PAGE = 1000;

    private readonly WpshopCategoryRecords $categories;

    public function __construct(Records $dolibarr, Journal $journal)
    {
        $this->categories = new WpshopCategoryRecords(new WpshopCategories());
        parent::__construct($this->categories, $dolibarr, new LinkRows(self::TYPE), $journal);
    }

    public function entity(): Entity
    {
        return Entity::Categories;
    }

    public function type(): string
    {
        return self::TYPE;
    }

    public function page(int $after, int $limit): Page
    {
        return parent::page($after, self::PAGE);
    }

    protected function route(): RecordRoute
    {
        return RecordRoute::Categories;
    }

    protected function decode(mixed $json): Mirrored
    {
        return CategoryRecord::from($json);
    }

    protected function recognized(array $records): array
    {
        $values = [];
        foreach ($records as $record) {
            $values[$record->id()] = $record->values();
        }
        return $this->categories->alike($values);
    }
}
