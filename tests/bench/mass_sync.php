<?php

/**
 * Measures mass synchronization in the WordPress in FOLDER, against the stand-in Dolibarr at URL: how long downloading
 * the pages takes by itself, the first run, an unchanged one, and two workers at once. Prints a table, and adds what was
 * measured to a JSON file. Every step is a process of its own, so that its memory is its own.
 *
 * php mass_sync.php FOLDER URL [--products 5000] [--latency 60] [--name sqlite] [--json FILE]
 *   --latency   milliseconds that Dolibarr takes for each list, beside the stand-in's own: a real one took 74 in all
 */

declare(strict_types=1);

use DoliSync\Dolibarr\Client;
use DoliSync\Dolibarr\Products;
use DoliSync\MassSync\Entity;
use DoliSync\Services;
use DoliSync\Sync\Tables;

const PAGE = 100;
const THOUSAND = 1000;
/** Seconds that one request of the page works. */
const SLICE = 2;

[, $folder, $dolibarr] = $argv;
$options = ['products' => '5000', 'latency' => '60', 'name' => 'sqlite', 'json' => '', 'step' => '', 'run' => '0'];
for ($i = 3; $i < $argc; $i += 2) {
    $name = ltrim($argv[$i], '-');
    if (!isset($options[$name], $argv[$i + 1])) {
        fwrite(STDERR, "mass_sync.php does not know {$argv[$i]}\n");
        exit(2);
    }
    $options[$name] = $argv[$i + 1];
}

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
if ($options['step'] !== '') {
    require $folder . '/wp-load.php';
    wp_set_current_user((int) get_user_by('login', 'admin')->ID);
    echo json_encode(('step_' . $options['step'])((int) $options['run'], $dolibarr, (int) $options['products']), JSON_THROW_ON_ERROR);
    exit;
}

/** Tells the stand-in something. @param array<string, mixed>|null $body */
function tell(string $dolibarr, string $method, string $path, ?array $body = null): mixed
{
    $answer = file_get_contents($dolibarr . $path, false, stream_context_create(['http' => [
        'method' => $method,
        'header' => 'Content-Type: application/json',
        'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
        'timeout' => 60,
    ]]));
    return json_decode((string) $answer, true);
}

/** Seconds of the processor that this process used. */
function processor(): float
{
    $used = getrusage();
    return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;
}

/** What doing something cost. @return array<string, float|int> */
function measured(callable $doing): array
{
    global $wpdb;
    [$began, $processor, $queries] = [microtime(true), processor(), $wpdb->num_queries];
    $doing();
    return [
        'seconds' => microtime(true) - $began,
        'processor' => processor() - $processor,
        'queries' => $wpdb->num_queries - $queries,
        'megabytes' => memory_get_peak_usage() / 1e6,
    ];
}

/** An empty shop, and no trace of any run. */
function step_empty(int $run, string $dolibarr): array
{
    global $wpdb;
    foreach (Tables::all() as $table) {
        $wpdb->query("DELETE FROM {$table}");
    }
    $wpdb->query("DELETE FROM {$wpdb->postmeta}");
    $wpdb->query("DELETE FROM {$wpdb->posts}");
    Services::get()->connection()->save($dolibarr, 'admin-key', '');
    return [];
}

/** The pages, read as they are, and thrown away. @return array<string, float|int> */
function step_download(): array
{
    $products = new Products(new Client(static fn () => Services::get()->connection()->connection()));
    return measured(static function () use ($products): void {
        $last = 0;
        do {
            $page = $products->sentAfter($last, PAGE);
            $last = (int) (end($page)['id'] ?? 0);
        } while (count($page) === PAGE);
    });
}

/** @return array<string, float|int> with the run's number */
function step_preview(): array
{
    $id = Services::get()->massSync()->begin([Entity::Products])->id;
    return measured(static fn () => work($id)) + ['run' => $id];
}

/** One worker, with the seconds of each thousand products that it created. @return array<string, mixed> */
function step_alone(int $run): array
{
    step_start($run);
    $thousands = [];
    $created = 0;
    $began = microtime(true);
    add_action('wp_after_insert_post', static function () use (&$thousands, &$created, &$began): void {
        if (++$created % THOUSAND === 0) {
            $thousands[] = microtime(true) - $began;
            $began = microtime(true);
        }
    });
    return measured(static fn () => work($run)) + ['thousands' => $thousands] + outcome($run);
}

/** One of several workers at a run that was started. @return array<string, float|int> */
function step_worker(int $run): array
{
    return measured(static fn () => work($run));
}

/** @return array<string, mixed> what became of the run */
function step_outcome(int $run): array
{
    global $wpdb;
    $twice = $wpdb->get_var("SELECT COUNT(*) FROM (SELECT meta_value FROM {$wpdb->postmeta} WHERE meta_key = '_external_id' GROUP BY meta_value HAVING COUNT(*) > 1) d");
    return outcome($run) + ['doubled' => (int) $twice];
}

function step_start(int $run): array
{
    $mass = Services::get()->massSync();
    $mass->start($run, $mass->overwrites($mass->run($run)));
    return [];
}

/** As the open page does. */
function work(int $run): void
{
    $mass = Services::get()->massSync();
    while ($mass->run($run)->state->isWorkedAt()) {
        $mass->work($run, SLICE);
    }
}

/** @return array<string, mixed> */
function outcome(int $run): array
{
    $stage = Services::get()->massSyncProgress()->stages(Services::get()->massSync()->run($run))[0];
    return ['outcome' => array_intersect_key($stage, array_flip(['created', 'changed', 'same', 'skipped', 'failed']))];
}

/** Several steps at once, each in a process of its own. @return list<array<string, mixed>> */
function steps(string $step, int $run, int $processes = 1): array
{
    global $argv, $options, $folder, $dolibarr;
    $running = [];
    for ($i = 0; $i < $processes; $i++) {
        $command = [PHP_BINARY, '-d', 'memory_limit=1G', __FILE__, $folder, $dolibarr, '--step', $step, '--run', (string) $run, '--products', $options['products']];
        $running[] = [proc_open($command, [1 => ['pipe', 'w']], $pipes), $pipes[1]];
    }
    return array_map(static function (array $one) use ($step): array {
        $printed = stream_get_contents($one[1]);
        if (proc_close($one[0]) !== 0) {
            fwrite(STDERR, "The step {$step} failed: {$printed}\n");
            exit(1);
        }
        return json_decode((string) $printed, true, 512, JSON_THROW_ON_ERROR);
    }, $running);
}

/** A step, with the calls to Dolibarr that it made. @return array<string, mixed> */
function step(string $step, int $run = 0): array
{
    global $dolibarr;
    tell($dolibarr, 'DELETE', '/_control/calls');
    $measured = steps($step, $run)[0];
    return $measured + ['calls' => count(tell($dolibarr, 'GET', '/_control/calls'))];
}

/** Two workers at a run whose preview is done. @return array<string, mixed> */
function together(int $run): array
{
    global $dolibarr;
    steps('start', $run);
    tell($dolibarr, 'DELETE', '/_control/calls');
    $workers = steps('worker', $run, 2);
    return [
        'seconds' => max(array_column($workers, 'seconds')),
        'processor' => array_sum(array_column($workers, 'processor')),
        'queries' => array_sum(array_column($workers, 'queries')),
        'megabytes' => max(array_column($workers, 'megabytes')),
        'calls' => count(tell($dolibarr, 'GET', '/_control/calls')),
    ] + steps('outcome', $run)[0];
}

/** @param array<string, mixed> $of */
function line(string $what, array $of): void
{
    printf(
        "  %-34s %7.1f s %7.1f s %8d %6d %7.0f MB  %s\n",
        $what,
        $of['seconds'],
        $of['processor'],
        $of['queries'],
        $of['calls'],
        $of['megabytes'],
        isset($of['outcome']) ? json_encode(array_filter($of['outcome']) + (empty($of['doubled']) ? [] : ['doubled' => $of['doubled']])) : ''
    );
}

$count = (int) $options['products'];
tell($dolibarr, 'POST', '/_control/reset', ['catalogue' => 'large', 'count' => $count]);
tell($dolibarr, 'DELETE', '/_control/faults');
tell($dolibarr, 'POST', '/_control/faults', ['faults' => [
    ['kind' => 'latency', 'method' => 'GET', 'path' => '/products', 'ms' => (int) $options['latency']],
]]);
steps('empty', 0);
$all = ['products' => $count, 'database' => $options['name'], 'latency' => (int) $options['latency'], 'load' => sys_getloadavg()[0]];
printf("%d products, %s, load of the machine %.1f\n", $count, $options['name'], $all['load']);
printf("  %-34s %9s %9s %8s %6s %10s\n", '', 'time', 'processor', 'queries', 'calls', 'memory');
line('download of the pages', $all['download'] = step('download'));
line('preview of the first run', $preview = $all['preview'] = step('preview'));
line('first run', $all['first'] = step('alone', $preview['run']));
$thousands = $all['first']['thousands'];
if ($thousands !== []) {
    $rates = array_map(static fn (float $seconds): string => (string) round(THOUSAND / $seconds), $thousands);
    echo '    a second: ', implode(', ', $rates), " (each thousand)\n";
}
line('preview of an unchanged one', $preview = $all['preview_again'] = step('preview'));
line('unchanged run', $all['unchanged'] = step('alone', $preview['run']));
$preview = step('preview');
line('unchanged run, two workers', $all['unchanged_together'] = together($preview['run']));
steps('empty', 0);
$preview = step('preview');
line('first run, two workers', $all['first_together'] = together($preview['run']));
printf(
    "  the first run is %.1f times as fast as 241 s for 5,000; the last thousand takes %s of the first; an unchanged run %.2f of the download; two workers %.2f of one (unchanged %.2f)\n",
    241 * $count / 5000 / $all['first']['seconds'],
    $thousands === [] ? '-' : sprintf('%.2f', end($thousands) / $thousands[0]),
    $all['unchanged']['seconds'] / $all['download']['seconds'],
    $all['first_together']['seconds'] / $all['first']['seconds'],
    $all['unchanged_together']['seconds'] / $all['unchanged']['seconds']
);
if ($options['json'] !== '') {
    $before = is_file($options['json']) ? json_decode((string) file_get_contents($options['json']), true) : [];
    file_put_contents($options['json'], json_encode([$options['name'] => $all] + (array) $before, JSON_PRETTY_PRINT | JSON_THROW_ON_ERROR) . "\n");
}
