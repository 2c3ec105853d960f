<?php

/**
 * Fills the WordPress in FOLDER with the demo shop's products and associations (demo-shop.json).
 *
 * php seed.php FOLDER --dolibarr URL (--reset|--keep) [--locale fr_FR] [--rows N] [--unconfigured]
 *   --reset         everything of DoliSync and every product goes first
 *   --keep          only connects to the Dolibarr at URL; the products stay
 *   --locale        the administrator's language (en_US)
 *   --rows          at least N products, associated and equal on both sides, all on one page of the list
 *   --edited        of these N products of --rows, so many were edited in the shop since (0)
 *   --unconfigured  without a Dolibarr
 *   --empty         no product in the shop but those of --rows
 *   --administrators  N more people with all rights (administrator_1 …), who see 100 products a page (0)
 *   --automatic     what changes on one side is carried over; otherwise it is shown, and a person decides
 *   --wpshop        as if WPshop 2.4 ran on this site: its pages and its hooks
 */

declare(strict_types=1);

use DoliSync\Automation\FullCheck;
use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductType;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\StartingPoint;
use DoliSync\Sync\Tables;

const KEY_OF_THE_DEMO = 'admin-key';

$options = ['rows' => '0', 'edited' => '0', 'administrators' => '0', 'locale' => 'en_US', 'dolibarr' => ''];
for ($i = 2; $i < $argc; $i++) {
    $name = ltrim($argv[$i], '-');
    $options[$name] = in_array($name, ['reset', 'keep', 'unconfigured', 'automatic', 'empty', 'wpshop'], true) ? 'yes' : (string) ($argv[++$i] ?? '');
}

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
require $argv[1] . '/wp-load.php';
$administrator = get_user_by('login', 'admin');
wp_set_current_user($administrator->ID);

/** Every product, association and setting of DoliSync goes. */
function forget_everything(): void
{
    global $wpdb;
    foreach (Tables::all() as $table) {
        $wpdb->query("DELETE FROM $table");
    }
    $ids = $wpdb->get_col("SELECT ID FROM {$wpdb->posts} WHERE post_type LIKE 'wps-%' OR post_type = 'revision'");
    if ($ids !== []) {
        $list = implode(',', array_map('intval', $ids));
        $wpdb->query("DELETE FROM {$wpdb->postmeta} WHERE post_id IN ($list)");
        $wpdb->query("DELETE FROM {$wpdb->posts} WHERE ID IN ($list)");
    }
    foreach (get_terms(['taxonomy' => ProductType::CATEGORY, 'hide_empty' => false, 'fields' => 'ids']) as $category) {
        wp_delete_term($category, ProductType::CATEGORY);
    }
    $options = [
        'audit', 'brake', 'capabilities', 'categories', 'contact', 'delete_data', 'dolibarr_', 'field_owners', 'full_check', 'lock_',
        'new_products', 'outage', 'policy', 'poll_cursor', 'retention_days', 'start_', 'webhook_at',
    ];
    foreach ($options as $option) {
        $wpdb->query($wpdb->prepare("DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like('dolisync_' . $option) . '%'));
    }
    wp_cache_flush();
}

/** @param array<string, string> $fields */
function canonical(array $fields): array
{
    $all = $fields + [
        'title' => '', 'reference' => '', 'barcode' => '', 'description' => '', 'price' => '0', 'price_base' => 'HT',
        'vat_rate' => '0', 'type' => 'product', 'on_sale' => 'yes', 'weight' => '', 'length' => '', 'width' => '', 'height' => '',
        'categories' => '',
    ];
    $all['description'] = Canonical::html($all['description']);
    return $all;
}

function make_demo_products(): void
{
    $services = Services::get();
    $shop = json_decode((string) file_get_contents(__DIR__ . '/demo-shop.json'), true, 64, JSON_THROW_ON_ERROR);
    foreach ($shop['products'] as $product) {
        if ($product['wpshop'] === null) {
            continue;
        }
        $own = array_diff_key($product['wpshop'], ['id' => 0]);
        $id = $services->catalogue()->create(canonical($own + $product['fields']), $product['wpshop']['id']);
        if ($product['linked'] !== false) {
            // A number names a Dolibarr product that is gone.
            $dolibarr = is_int($product['linked']) ? $product['linked'] : $product['dolibarr']['id'];
            $differing = array_keys(array_diff_key($own + ($product['dolibarr'] ?? []), ['id' => 0]));
            $status = $differing === [] ? 'synced' : 'out_of_sync';
            $services->links()->put($id, $dolibarr, canonical($product['fields']), $status, $differing);
        }
    }
}

/** Products that are equal on both sides, until the shop has so many; the first ones were edited there since. */
function fill_up(int $rows, int $edited, string $dolibarr): void
{
    $services = Services::get();
    $have = array_sum((array) wp_count_posts('wps-product'));
    for ($number = 1; $number <= $rows - $have; $number++) {
        $fields = canonical(['title' => "Carte postale $number", 'reference' => "CARTE-$number", 'price' => '1.5', 'vat_rate' => '20']);
        $id = $services->catalogue()->create($fields);
        $answer = wp_remote_post("$dolibarr/api/index.php/products", [
            'headers' => ['DOLAPIKEY' => KEY_OF_THE_DEMO, 'Content-Type' => 'application/json'],
            'body' => (string) wp_json_encode([
                'ref' => $fields['reference'], 'label' => $fields['title'], 'price' => '1.5', 'price_base_type' => 'HT',
                'tva_tx' => '20', 'status' => '1', 'type' => '0', 'array_options' => ['options__wps_id' => $id],
            ]),
        ]);
        $dolibarr_id = (int) wp_remote_retrieve_body($answer);
        if ($dolibarr_id <= 0) {
            throw new RuntimeException('The stand-in Dolibarr made no product.');
        }
        $services->links()->put($id, $dolibarr_id, $fields, 'synced');
        if ($number <= $edited) {
            $services->catalogue()->write($id, ['title' => "Carte postale $number, retouchée"], PriceBase::WithoutTax);
        }
    }
}

/** More people with all rights, each with a login of their own. */
function add_administrators(int $count): void
{
    for ($number = 1; $number <= $count; $number++) {
        $login = "administrator_$number";
        $id = username_exists($login) ?: wp_insert_user([
            'user_login' => $login, 'user_pass' => 'password', 'user_email' => "$login@example.test", 'role' => 'administrator',
        ]);
        update_user_meta($id, 'edit_wps-product_per_page', 100);
    }
}

/** What is there now is not new: none of it travels by itself. */
function begin_from_here(): void
{
    $services = Services::get();
    StartingPoint::set($services->catalogue());
    $services->poll()->run();
    $services->queue()->clear();
    delete_option(FullCheck::OPTION);
}

if (isset($options['reset'])) {
    forget_everything();
    if (!isset($options['empty'])) {
        make_demo_products();
    }
    fill_up((int) $options['rows'], (int) $options['edited'], $options['dolibarr']);
    add_administrators((int) $options['administrators']);
    update_user_meta($administrator->ID, 'locale', $options['locale']);
    update_option('environment_wpshop', $options['wpshop'] ?? 'no');
    update_user_meta($administrator->ID, 'edit_wps-product_per_page', max(20, (int) $options['rows']));
    delete_user_meta($administrator->ID, 'manageedit-wps-productcolumnshidden');
    delete_user_meta($administrator->ID, 'metaboxhidden_wps-product');
}
if (!isset($options['unconfigured'])) {
    Services::get()->connection()->save($options['dolibarr'], KEY_OF_THE_DEMO, null);
}
if (isset($options['reset'])) {
    // Otherwise the examples of what differs would be gone with the first look.
    Policy::store(isset($options['automatic']) ? Policy::Automatic : Policy::Ask);
    // Only the products of the seed were saved so far: what was heard of them is no edit.
    remove_action('shutdown', [Services::get()->shopHooks(), 'flush']);
    begin_from_here();
}
