<?php

/**
 * Fills the WordPress in FOLDER with all products of the stand-in Dolibarr at URL, associated but for one, and prints
 * that one's ids: {"product": 59, "dolibarr": 68}
 *
 * php shop.php FOLDER URL
 */

declare(strict_types=1);

use DoliSync\MassSync\Entity;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;

[, $folder, $dolibarr] = $argv;
$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
require $folder . '/wp-load.php';
wp_set_current_user((int) get_user_by('login', 'admin')->ID);
update_user_meta(get_current_user_id(), 'edit_wps-product_per_page', 100);

$services = Services::get();
$services->connection()->save($dolibarr, 'admin-key', '');
Policy::store(Policy::Ask);
$mass = $services->massSync();
$run = $mass->begin([Entity::Products])->id;
$work = static function () use ($mass, $run): void {
    while ($mass->run($run)->state->isWorkedAt()) {
        $mass->work($run, 5);
    }
};
$work();
$mass->start($run, $mass->overwrites($mass->run($run)));
$work();

global $wpdb;
$links = Tables::links();
$pair = $wpdb->get_row("SELECT wp_id, dolibarr_id FROM $links ORDER BY wp_id LIMIT 1 OFFSET 2500");
$answer = rest_do_request(new WP_REST_Request('DELETE', "/dolisync/v1/products/$pair->wp_id/link"));
if ($answer->is_error()) {
    fwrite(STDERR, (string) wp_json_encode($answer->get_data()));
    exit(1);
}
$ids = array_map('intval', $wpdb->get_col("SELECT wp_id FROM $links ORDER BY wp_id LIMIT 200"));
echo json_encode(['product' => (int) $pair->wp_id, 'dolibarr' => (int) $pair->dolibarr_id, 'ids' => $ids]);
