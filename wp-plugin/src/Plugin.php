<?php

declare(strict_types=1);

namespace DoliSync;

use DoliSync\Catalogue\ProductType;
use DoliSync\Catalogue\RecordTypes;
use DoliSync\Sync\Tables;

/**
 * What the plugin hangs on WordPress, and how it prepares a site.
 */
final class Plugin
{
    /** Who may see and use DoliSync. Given to these roles once; a site may give it to others. */
    public const CAPABILITY = 'manage_dolisync';

    private const ROLES = ['administrator', 'shop_manager'];

    public static function boot(): void
    {
        register_activation_hook(DOLISYNC_FILE, [self::class, 'activate']);
        register_deactivation_hook(DOLISYNC_FILE, [self::class, 'deactivate']);
        add_action('init', [self::class, 'loadTranslations']);
        // After WPshop, which registers its types at 10: ours are only for sites without it.
        add_action('init', [ProductType::class, 'register'], 20);
        add_action('init', [RecordTypes::class, 'register'], 20);
        add_action('init', [self::class, 'prepareWhenNew'], 30);
        add_filter('determine_locale', [Rest\UserLanguage::class, 'choose']);
        Automation\Schedule::register();
        Automation\ShopHooks::register();
        add_action('add_option_' . Sync\Policy::OPTION, [self::class, 'policyChosen'], 10, 2);
        add_action('update_option_' . Sync\Policy::OPTION, [self::class, 'policyChanged'], 10, 2);
        add_action('add_option_' . Dolibarr\ConnectionSettings::URL_OPTION, [self::class, 'connected']);
        Health\SiteHealth::register();
        add_action('rest_api_init', [Rest\Routes::class, 'register']);
        if (is_admin()) {
            add_action('init', [self::class, 'bootAdmin'], 30);
        }
        if (defined('WP_CLI') && WP_CLI) {
            \WP_CLI::add_command('dolisync mass-sync', Cli\MassSyncCommand::class);
        }
    }

    public static function activate(): void
    {
        self::prepare();
        ProductType::register();
        RecordTypes::register();
        flush_rewrite_rules();
    }

    public static function deactivate(): void
    {
        Automation\Schedule::clear();
        flush_rewrite_rules();
    }

    /**
     * An update of the plugin, and a new site of a network, activate nothing: they are noticed here.
     */
    public static function prepareWhenNew(): void
    {
        if (get_option(Tables::VERSION_OPTION) !== Tables::VERSION) {
            self::prepare();
        }
    }

    /** Action `add_option_…`: the first choice of a site that had none. */
    public static function policyChosen(string $option, mixed $after): void
    {
        self::policyChanged(Sync\Policy::DEFAULT->value, $after);
    }

    /** Action `update_option_…`: what is there when the automatic mode is turned on does not travel by itself. */
    public static function policyChanged(mixed $before, mixed $after): void
    {
        if ($after === Sync\Policy::Automatic->value && $before !== $after) {
            Sync\StartingPoint::set(Services::get()->catalogue());
        }
        if ($after !== Sync\Policy::Off->value && $before !== $after) {
            // What changed while nobody looked.
            Services::get()->fullCheck()->start();
        }
    }

    /** Action `add_option_…`: until Dolibarr is connected nothing travels, and what is there by then does not either. */
    public static function connected(): void
    {
        Sync\StartingPoint::set(Services::get()->catalogue());
    }

    public static function loadTranslations(): void
    {
        load_plugin_textdomain('dolisync', false, dirname(plugin_basename(DOLISYNC_FILE)) . '/languages');
    }

    public static function bootAdmin(): void
    {
        $services = Services::get();
        $cells = new Admin\ProductCells($services);
        Admin\ProductColumns::register($services, $cells);
        Admin\ProductBox::register($services);
        Admin\OpenedForm::register($services);
        Admin\BulkActions::register($services);
        if (Admin\Wpshop::isActive()) {
            Admin\WpshopCells::register($cells);
            Admin\WpshopMarks::register();
        } else {
            Admin\ProductForm::register($services);
            Admin\DescriptionEditor::register();
            Admin\RecordDetails::register();
            add_filter('post_updated_messages', [Admin\ProductMessages::class, 'name']);
        }
        add_action('admin_menu', [Admin\Menu::class, 'add'], 40);
        add_filter('plugin_action_links_' . plugin_basename(DOLISYNC_FILE), [Admin\Menu::class, 'pluginLinks']);
        add_filter('set_screen_option_' . Admin\ListPage::PER_PAGE_OPTION, [Admin\ListPage::class, 'keepPerPage'], 10, 3);
        add_action('admin_post_' . Admin\BrakeNotice::ACTION, [Admin\BrakeNotice::class, 'answer']);
        add_action('admin_post_' . Admin\MassSyncCsv::ACTION, [Admin\MassSyncCsv::class, 'download']);
        add_action('admin_enqueue_scripts', [Admin\PanelScripts::class, 'enqueue']);
        add_action('all_admin_notices', [Admin\PanelPlaces::class, 'notices']);
        add_action('admin_footer', [Admin\PanelPlaces::class, 'overlay']);
        Admin\ProductList::register();
        Admin\StatusFilter::register($services);
    }

    private static function prepare(): void
    {
        Tables::install();
        foreach (self::ROLES as $role) {
            get_role($role)?->add_cap(self::CAPABILITY);
        }
        Rest\WebhookSecret::get();
        Sync\Takeover::run();
        if (!Sync\StartingPoint::isSet()) {
            Sync\StartingPoint::set(Services::get()->catalogue());
        }
    }
}
