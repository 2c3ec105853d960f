<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Cli\Interruption;
use DoliSync\Cli\Output;
use DoliSync\Cli\RunWork;
use DoliSync\Admin\MassSyncWords;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\RunState;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync mass-sync` */
final class MassSyncCommandTest extends CliCase
{
    private const PRODUCTS = 'mass-sync --entities=products';

    public function testADryRunShowsThePreviewAndLeavesNothing(): void
    {
        self::mugInDolibarr();
        $before = self::everything();
        StandIn::forgetCalls();
        self::assertSame([2, 1, 0], [self::wp(self::PRODUCTS . ' --dry-run')[0], ($row = self::rows(self::PRODUCTS . ' --dry-run')[0])['create'], $row['change']]);
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, self::everything());
        self::assertTrue(self::mass()->current()?->state->isOver(), 'nobody else has to clear it away');
    }

    public function testItShowsAsksAndWrites(): void
    {
        self::mugInDolibarr();
        WP_CLI::$answers = ['y'];
        [$code, $printed] = self::wp(self::PRODUCTS);
        self::assertSame(0, $code, WP_CLI::$errors);
        self::assertCount(1, WP_CLI::$questions);
        self::assertStringContainsString("products\t1\t0\t0\t0\t0\t0", $printed);
        self::assertShopIsLikeDolibarr();
        self::assertSame(0, self::wp(self::PRODUCTS . ' --dry-run')[0], 'nothing differs any more');
    }

    public function testForAProgramThereIsOneAnswerAndNoQuestion(): void
    {
        self::mugInDolibarr();
        self::assertSame([1, ''], self::wp(self::PRODUCTS . ' --format=json'));
        self::assertNull(self::mass()->current(), 'nothing was begun');
        self::assertSame([['entity' => 'products', 'created' => 1]], array_map(
            static fn (array $row): array => array_intersect_key($row, ['entity' => 0, 'created' => 0]),
            self::rows(self::PRODUCTS . ' --yes')
        ));
    }

    public function testSayingNoKeepsThePreviewForLater(): void
    {
        self::mugInDolibarr();
        WP_CLI::$answers = ['n'];
        self::assertSame(0, self::wp(self::PRODUCTS)[0]);
        self::assertSame(RunState::Ready, self::mass()->current()?->state);
        self::assertSame([], self::shop()['posts']);
        self::assertSame(1, self::wp(self::PRODUCTS)[0], 'another one may not begin');
        self::assertStringContainsString('--resume', WP_CLI::$errors);
        WP_CLI::$answers = ['y'];
        self::assertSame(0, self::wp('mass-sync --resume')[0]);
        self::assertShopIsLikeDolibarr();
    }

    public function testMoreThanAHundredChangesOfTheShopAskForTheWord(): void
    {
        for ($number = 1; $number <= 101; $number++) {
            $title = "Mug {$number}";
            $id = self::product(['title' => $title, 'reference' => "M{$number}"]);
            $dolibarrId = StandIn::create(['label' => $title, 'ref' => "M{$number}", 'price' => '2']);
            Services::get()->links()->put($id, $dolibarrId, ['title' => $title, 'price' => '2', 'price_base' => 'HT']);
            self::edit($id, ['title' => "Bol {$number}"]);
        }
        $titles = static fn (): array => array_unique(preg_replace('/\d+/', '', array_column(self::shop()['posts'], 'post_title')));
        foreach (['y', 'overwrite'] as $typed) {
            self::assertSame(['Bol '], $titles());
            WP_CLI::$answers = [$typed];
            self::wp(self::mass()->current() === null ? self::PRODUCTS : 'mass-sync --resume');
        }
        self::assertStringContainsString('101', WP_CLI::$questions[0]);
        self::assertSame(['Mug '], $titles());
    }

    public function testCtrlCPausesItAndResumeGoesOn(): void
    {
        self::mugInDolibarr();
        $this->before('GET', static fn () => posix_kill(getmypid(), SIGINT));
        self::assertSame(130, self::wp(self::PRODUCTS . ' --yes')[0]);
        self::assertSame(RunState::Paused, self::mass()->current()?->state);
        self::assertSame([], self::shop()['posts']);
        self::assertSame(0, self::wp('mass-sync --resume --yes')[0]);
        self::assertShopIsLikeDolibarr();
    }

    public function testUndoPutsBack(): void
    {
        self::mugInDolibarr();
        self::wp(self::PRODUCTS . ' --yes');
        WP_CLI::$answers = ['n'];
        self::wp('mass-sync --undo');
        self::assertSame(RunState::Done, self::mass()->current()?->state);
        self::assertSame(
            [['entity' => 'products', 'written' => 1, 'put_back' => 1, 'left' => 0]],
            self::rows('mass-sync --undo --yes')
        );
        self::assertSame(['trash'], array_column(self::shop()['posts'], 'post_status'));
    }

    public function testWhatFailedIsNamedAndCanBeTriedAgain(): void
    {
        self::mugInDolibarr();
        $bad = self::mugInDolibarr(['ref' => 'BAD', 'barcode' => '']);
        StandIn::settings(['garbled_products' => [$bad]]);
        self::assertSame(2, self::wp(self::PRODUCTS . ' --yes')[0]);
        self::assertStringContainsString("#{$bad}", WP_CLI::$errors);
        StandIn::settings(['garbled_products' => []]);
        self::assertSame(0, self::wp('mass-sync --retry-failed --yes')[0], WP_CLI::$errors);
        self::assertShopIsLikeDolibarr();
        self::assertSame(1, self::wp('mass-sync --retry-failed --yes')[0]);
    }

    public function testABrakeStopsItUntilSomebodySaysOtherwise(): void
    {
        for ($number = 0; $number < 7; $number++) {
            Services::get()->links()->put(self::product(['title' => "Mug {$number}"]), 9000 + $number, null);
        }
        $dolibarrId = self::mugInDolibarr();
        self::assertSame(1, self::wp(self::PRODUCTS . ' --yes')[0]);
        self::assertStringContainsString('--release', WP_CLI::$errors);
        self::assertSame(1, self::wp('mass-sync --resume --yes')[0]);
        self::wp('mass-sync --release --yes');
        self::assertNotNull(Services::get()->links()->holder($dolibarrId));
    }

    public function testWhatDolibarrDoesNotGiveIsNamedAndLeft(): void
    {
        self::mugInDolibarr();
        StandIn::fail(['kind' => 'status', 'status' => 403, 'path' => '/categories']);
        $all = 'mass-sync --entities=categories,products';
        self::assertSame(2, self::wp("{$all} --yes")[0]);
        // The very sentence of the dashboard and the report.
        $why = (string) MassSyncWords::leftOut(self::mass()->current(), Entity::Categories, []);
        self::assertStringContainsString('without their categories', $why);
        self::assertStringContainsString("Warning: Categories: {$why}\n", WP_CLI::$errors);
        self::assertShopIsLikeDolibarr();
        self::assertSame(2, self::wp("{$all} --dry-run")[0], 'nothing would be written, and something is left');
    }

    public function testCancelEndsIt(): void
    {
        self::mugInDolibarr();
        self::wp(self::PRODUCTS);
        self::assertSame(0, self::wp('mass-sync --cancel')[0]);
        self::assertSame(RunState::Cancelled, self::mass()->current()?->state);
        self::assertSame(1, self::wp('mass-sync --cancel')[0]);
    }

    public function testADolibarrThatStaysDownEndsTheCommandAndLosesNothing(): void
    {
        StandIn::fail(['kind' => 'status', 'status' => 503, 'times' => 99]);
        $run = self::mass()->begin([Entity::Products]);
        $work = new RunWork(self::mass(), Services::get()->massSyncProgress(), new Output([]), 0.0);
        $problem = self::problem(static fn (): mixed => $work->until($run, Interruption::listen()));
        self::assertInstanceOf(Problem::class, $problem);
        self::assertStringStartsWith('dolisync_dolibarr_', $problem->name);
        self::assertSame(RunState::Previewing, self::mass()->run($run->id)->state);
        // While it goes on by itself, nobody need try anything.
        self::assertStringContainsString('Warning: Dolibarr has a technical problem.', WP_CLI::$errors);
        self::assertStringNotContainsString('Try again', WP_CLI::$errors);
    }

    public function testItIsWrittenInTheNameOfTheUser(): void
    {
        self::mugInDolibarr();
        wp_set_current_user($admin = get_user_by('login', 'admin')->ID);
        self::wp(self::PRODUCTS . ' --yes');
        self::assertSame($admin, self::mass()->current()?->userId);
        self::assertSame(['mass', 'admin'], [($entry = Services::get()->journal()->page(null, 1)['entries'][0])->source, $entry->user]);
    }

    /** @dataProvider badInput */
    public function testBadInputBeginsNothing(string $line): void
    {
        self::assertSame([1, ''], self::wp($line));
        self::assertNull(self::mass()->current());
    }

    /** @return array<string, array{string}> */
    public static function badInput(): array
    {
        return [
            'unknown records' => ['mass-sync --entities=products,customers --yes'],
            'two wishes' => ['mass-sync --undo --resume --yes'],
            'a new one and an old one' => ['mass-sync --resume --entities=products --yes'],
            'a dry run of an old one' => ['mass-sync --undo --dry-run'],
            'nothing to resume' => ['mass-sync --resume --yes'],
            'a product' => ['mass-sync 59'],
        ];
    }
}
