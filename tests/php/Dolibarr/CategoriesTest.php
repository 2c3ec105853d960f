<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Catalogue\Category;
use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\Client;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\StandIn;

/** Dolibarr's categories, of 16 and of 20. */
final class CategoriesTest extends SiteCase
{
    /** @return array<string, array{int}> */
    public function versions(): array
    {
        return ['16' => [16], '20' => [20]];
    }

    /** @dataProvider versions */
    public function testReadsThemAllEachBelowItsParent(int $version): void
    {
        StandIn::reset('empty', $version);
        self::assertSame([], self::categories()->tree()->all());
        $clothes = StandIn::category('Vêtements');
        $shirts = StandIn::category('T-shirts', $clothes);
        self::assertSame('Vêtements › T-shirts', self::categories()->tree()->words($shirts));
        self::assertEquals([new Category($shirts, $clothes, 'T-shirts')], self::categories()->after($clothes, 10));
        self::assertEquals(new Category($shirts, $clothes, 'T-shirts'), self::categories()->find($shirts));
        self::assertNull(self::categories()->find(9999));
    }

    /** @dataProvider versions */
    public function testTellsAProductsCategoriesAndACategorysProducts(int $version): void
    {
        StandIn::reset('empty', $version);
        [$mug, $bowl] = [StandIn::create(['ref' => 'MUG', 'label' => 'Mug']), StandIn::create(['ref' => 'BOL', 'label' => 'Bol'])];
        [$tableware, $offers] = [StandIn::category('Vaisselle'), StandIn::category('Promotions')];
        $categories = self::categories();
        self::assertSame([], $categories->ofProduct($mug));
        self::assertSame([], $categories->members($tableware, 0, 100));
        self::assertTrue($categories->link($tableware, $mug));
        self::assertTrue($categories->link($tableware, $mug), 'a second time changes nothing');
        $categories->link($offers, $mug);
        $categories->link($tableware, $bowl);
        self::assertEquals([new Category($tableware, 0, 'Vaisselle'), new Category($offers, 0, 'Promotions')], $categories->ofProduct($mug));
        self::assertSame([$mug, $bowl], $categories->members($tableware, 0, 100));
        self::assertSame([$mug], $categories->members($tableware, 0, 1));
        self::assertSame([$bowl], $categories->members($tableware, $mug, 1));
        $categories->unlink($tableware, $mug);
        $categories->unlink($tableware, $mug);
        self::assertSame([$offers], StandIn::categoriesOf($mug));
        self::assertFalse($categories->link(9999, $mug));
        $categories->unlink(9999, $mug);
    }

    /** @dataProvider versions */
    public function testOneThatIsThereIsNotCreatedAgain(int $version): void
    {
        StandIn::reset('empty', $version);
        $parent = self::categories()->create('L’été (50 %)', 0);
        $id = self::categories()->create('Mugs', $parent);
        self::assertSame($id, self::categories()->create('mugs', $parent));
        self::assertNotSame($id, self::categories()->create('Mugs', 0));
        self::assertCount(3, StandIn::categories());
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function lostAnswers(): array
    {
        return [
            'too late' => [['kind' => 'timeout_after', 'ms' => 1500]],
            'cut off' => [['kind' => 'truncated']],
            'hung up' => [['kind' => 'drop']],
        ];
    }

    /**
     * @dataProvider lostAnswers
     * @param array<string, mixed> $fault
     */
    public function testACreationWhoseAnswerIsLostIsFoundAgain(array $fault): void
    {
        add_filter('dolisync_http_timeout', static fn (): float => 0.5);
        StandIn::fail($fault + ['method' => 'POST', 'path' => '/categories', 'times' => 1]);
        $id = self::categories()->create('Mugs', 0);
        remove_all_filters('dolisync_http_timeout');
        self::assertSame([[(string) $id, 'Mugs']], array_map(static fn (array $one): array => [(string) $one['id'], $one['label']], StandIn::categories()));
    }

    public function testRule2AProblemIsNotNoCategory(): void
    {
        $mug = StandIn::create(['ref' => 'MUG', 'label' => 'Mug']);
        foreach ([['kind' => 'html_500'], ['kind' => 'not_json_200'], ['kind' => 'truncated'], ['kind' => 'status', 'status' => 600]] as $fault) {
            StandIn::fail($fault);
            foreach (
                [
                    static fn () => self::categories()->ofProduct($mug),
                    static fn () => self::categories()->tree(),
                    static fn () => self::categories()->find(1),
                    static fn () => self::categories()->members(1, 0, 100),
                ] as $asking
            ) {
                self::problem($asking);
            }
            StandIn::heal();
        }
        Services::get()->connection()->save(StandIn::url(), 'no-rights-key', null);
        self::assertSame('check_settings', self::problem(static fn () => self::categories()->ofProduct($mug))->nextAction);
    }

    private static function categories(): Categories
    {
        return new Categories(new Client(static fn () => Services::get()->connection()->connection()));
    }
}
