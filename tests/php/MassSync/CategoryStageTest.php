<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Catalogue\ProductType;
use DoliSync\Catalogue\WpshopCategories;
use DoliSync\MassSync\PlanKind;
use DoliSync\Tests\Support\StandIn;

/** The tree of categories. */
final class CategoryStageTest extends RecordCase
{
    /** @dataProvider versions */
    public function testTheTreeIsMadeOnceAndThenLeftAlone(int $version): void
    {
        StandIn::settings(['version' => $version]);
        $clothes = self::category('Vêtements & co');
        $shirts = self::category('T-shirts', $clothes);
        $red = self::category('Rouge', $shirts);
        $house = self::category('Maison');
        $alsoRed = self::category('Rouge', $house);
        self::assertSame(array_map(static fn (int $id): string => "{$id}: create", [$clothes, $shirts, $red, $house, $alsoRed]), self::bring('category'));
        self::assertSame(['Maison', 'Maison › Rouge', 'Vêtements & co', 'Vêtements & co › T-shirts', 'Vêtements & co › T-shirts › Rouge'], self::tree());
        self::assertSame([], self::writes(static fn () => self::bring('category')));
    }

    /** @return array<string, array{int}> */
    public function versions(): array
    {
        return ['Dolibarr 16' => [16], 'Dolibarr 20' => [20]];
    }

    public function testAParentMayHaveTheHigherNumber(): void
    {
        $shirts = self::category('T-shirts');
        $clothes = self::category('Vêtements');
        StandIn::put("categories/{$shirts}", ['fk_parent' => $clothes]);
        self::bring('category');
        self::assertSame(['Vêtements', 'Vêtements › T-shirts'], self::tree());
    }

    public function testAMoveToANewParentAndANewNameAreCarriedOver(): void
    {
        $shirts = self::category('T-shirts');
        self::bring('category');
        $clothes = self::category('Vêtements');
        StandIn::put("categories/{$shirts}", ['fk_parent' => $clothes, 'label' => 'Hauts']);
        $plan = self::preview('category')[0];
        self::assertSame([PlanKind::Change, []], [$plan->kind, $plan->overwritten()]);
        self::bring('category');
        self::assertSame(['Vêtements', 'Vêtements › Hauts'], self::tree());
        self::assertSame([], self::writes(static fn () => self::bring('category')));
        self::undo();
        self::assertSame([], self::tree());
    }

    public function testACategoryOfTheShopWithTheSameNameInTheSamePlaceIsTheSame(): void
    {
        $clothes = wp_insert_term('Vêtements', ProductType::CATEGORY)['term_id'];
        $shirts = wp_insert_term('T-SHIRTS', ProductType::CATEGORY, ['parent' => $clothes])['term_id'];
        $elsewhere = wp_insert_term('Rouge', ProductType::CATEGORY)['term_id'];
        $ids = [self::category('Vêtements'), 0, 0];
        $ids[1] = self::category('T-shirts', $ids[0]);
        $ids[2] = self::category('Rouge', $ids[1]);
        self::assertSame(["{$ids[0]}: same", "{$ids[1]}: change", "{$ids[2]}: create"], self::bring('category'));
        self::assertSame(['Rouge', 'Vêtements', 'Vêtements › T-shirts', 'Vêtements › T-shirts › Rouge'], self::tree());
        self::assertSame([(string) $ids[0], (string) $ids[1], ''], array_map(
            static fn (int $id): string => (string) get_term_meta($id, '_external_id', true),
            [$clothes, $shirts, $elsewhere]
        ));
    }

    public function testUndoingLeavesACategoryThatIsUsedByNow(): void
    {
        self::category('Vêtements');
        self::bring('category');
        [$id] = get_terms(['taxonomy' => ProductType::CATEGORY, 'hide_empty' => false, 'fields' => 'ids']);
        $product = self::product(['title' => 'Mug', 'description' => '']);
        wp_set_object_terms($product, [$id], ProductType::CATEGORY);
        self::assertSame('dolisync_category_used', self::problem(static fn () => self::undo())->name);
        self::assertSame(['Vêtements'], self::tree());
    }

    private static function category(string $label, int $parent = 0): int
    {
        return (int) StandIn::post('categories', ['label' => $label, 'type' => 'product', 'fk_parent' => $parent]);
    }

    /** @return list<string> paths */
    private static function tree(): array
    {
        $tree = (new WpshopCategories())->tree();
        $paths = array_map(static fn (int $id): string => $tree->words($id), array_keys($tree->all()));
        sort($paths);
        return $paths;
    }
}
