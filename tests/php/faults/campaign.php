<?php

/**
 * The fault campaign: random rounds of edits on both sides, synchronizations by hand, webhooks, polls, work, and faults
 * in between; once the faults stop, no edit may be lost, nothing doubled, no association broken.
 *
 * php campaign.php SITE DOLIBARR [--seed N] [--rounds N] [--products N] [--name TEXT]
 *   SITE       the folder of a WordPress with the plugin on, which is emptied
 *   DOLIBARR   the address of a stand-in Dolibarr, which is emptied
 *   --seed     the first round's; the next round has the next number
 *   --rounds   how many (as many as make a thousand interleavings: one is one product's, in one round)
 *   --products how many products a round is about (30), beside those that come into being in it
 */

declare(strict_types=1);

use DoliSync\Sync\Tables;
use DoliSync\Tests\Faults\Dolibarr;
use DoliSync\Tests\Faults\Figures;
use DoliSync\Tests\Faults\Round;

[$script, $site, $address] = $argv + [1 => '', 2 => ''];
$options = ['seed' => (string) random_int(1, 999_999), 'rounds' => '', 'products' => '30', 'name' => 'faults'];
for ($i = 3; $i < $argc; $i += 2) {
    $name = ltrim($argv[$i], '-');
    if (!isset($options[$name]) || !isset($argv[$i + 1])) {
        fwrite(STDERR, "campaign.php does not know {$argv[$i]}\n");
        exit(2);
    }
    $options[$name] = $argv[$i + 1];
}

spl_autoload_register(static function (string $class): void {
    $name = str_replace('DoliSync\\Tests\\Faults\\', '', $class);
    if ($name !== $class && is_file(__DIR__ . "/{$name}.php")) {
        require __DIR__ . "/{$name}.php";
    }
});

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
require $site . '/wp-load.php';
// Loaded once here, and not in every fork.
foreach (['Automation', 'Catalogue', 'Dolibarr', 'Queue', 'Sync'] as $folder) {
    foreach (glob(dirname(DOLISYNC_FILE) . "/src/{$folder}/*.php") as $file) {
        class_exists("DoliSync\\{$folder}\\" . basename($file, '.php'));
    }
}
foreach (['Requests', 'Transport\Curl', 'Response', 'Cookie\Jar', 'Utility\CaseInsensitiveDictionary', 'Iri', 'IdnaEncoder'] as $class) {
    class_exists('WpOrg\\Requests\\' . $class);
}
// What WordPress asks of each table before it first writes there.
foreach ([...$GLOBALS['wpdb']->tables(), ...Tables::all()] as $table) {
    $GLOBALS['wpdb']->get_col_charset($table, '');
}
// From here on only the forks talk to the database, each over a line of its own. To look for cycles would have each of
// them copy what they share.
$GLOBALS['wpdb']->close();
gc_collect_cycles();
gc_disable();

$log = WP_CONTENT_DIR . '/debug.log';
is_file($log) && unlink($log);
$figures = new Figures();
$start = microtime(true);
$wrong = 0;
$told = 0;
const INTERLEAVINGS = 1000;
const PROGRESS = 250;
for ($round = 0; $options['rounds'] === '' ? $figures->interleavings < INTERLEAVINGS : $round < (int) $options['rounds']; $round++) {
    $seed = (int) $options['seed'] + $round;
    $failures = (new Round(new Dolibarr($address), $figures, $seed, (int) $options['products']))->run();
    if ($failures !== []) {
        $wrong += count($failures);
        printf("%s: round %d goes wrong; again with ./dev test faults --seed %d --rounds 1\n    %s\n", $options['name'], $round + 1, $seed, implode("\n    ", $failures));
    }
    if ($figures->interleavings >= $told + PROGRESS) {
        $told = $figures->interleavings;
        printf("%s: %d interleavings in %.0f s\n", $options['name'], $told, microtime(true) - $start);
    }
}
if (is_file($log)) {
    $wrong++;
    printf("%s: WordPress logged errors:\n%s\n", $options['name'], implode('', array_slice(file($log), 0, 40)));
}
printf(
    "%s: seed %d, %d rounds in %.0f s\n    %s\n    %s\n",
    $options['name'],
    $options['seed'],
    $round,
    microtime(true) - $start,
    implode("\n    ", $figures->lines()),
    $wrong === 0 ? 'all converged: 0 edits lost, 0 products doubled, 0 associations broken' : "{$wrong} things went wrong: see above"
);
exit($wrong === 0 ? 0 : 1);
