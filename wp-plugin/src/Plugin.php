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
    /** Who may see and use DoliSync. See Roles for who has it from the start. */
    public const CAPABILITY = 'manage_dolisync';

    public static function boot(): void
    {
        register_activation_hook(DOLISYNC_FILE, [self::class, 'activate']);
        register_deactivation_hook(DOLISYNC_FILE, [self::class, 'deactivate']);
        add_action('init', [self::class, 'loadTranslations']);
        // After WPshop, which registers its types at 10: ours are only for sites without it.
        add_action('init', [ProductType::class, 'register'], 20);
        add_action('init', [RecordTypes::class, 'register'], 20);
        add_action('init', [self::class, 'prepareWhenNew'], 30);
        add_action('init', [self::class, 'replaceWpshops'], 30);
        add_filter('determine_locale', [Rest\UserLanguage::class, 'choose']);
        add_filter('number_format_i18n', [Admin\NumberFormat::class, 'write'], 10, 3);
        Automation\Schedule::register();
        Automation\ShopHooks::register();
        add_action('add_option_' . Sync\Policy::OPTION, [self::class, 'policyChosen'], 10, 2);
        add_action('update_option_' . Sync\Policy::OPTION, [self::class, 'policyChanged'], 10, 2);
        add_action('add_option_' . Sync\NewProducts::OPTION, [self::class, 'newProductsChosen'], 10, 2);
        add_action('update_option_' . Sync\NewProducts::OPTION, [self::class, 'newProductsChanged'], 10, 2);
        add_action('add_option_' . Dolibarr\ConnectionSettings::URL_OPTION, [self::class, 'connected']);
        Health\SiteHealth::register();
        add_filter('wp_privacy_personal_data_exporters', [Privacy\Exporter::class, 'add']);
        add_filter('wp_privacy_personal_data_erasers', [Privacy\Eraser::class, 'add']);
        add_filter('wpmu_drop_tables', [Network::class, 'tablesOfDeletedSite']);
        add_action('rest_api_init', [Rest\Routes::class, 'register']);
        if (is_admin()) {
            add_action('init', [self::class, 'bootAdmin'], 30);
        }
        if (defined('WP_CLI') && WP_CLI) {
            Cli\Commands::register(Services::get());
        }
    }

    public static function activate(): void
    {
        // Turning the plugin off and on again is how people repair one: the tables are looked at anew.
        delete_option(Tables::VERSION_OPTION);
        self::prepareWhenNew();
    }

    /** @param bool $everywhere on all sites of a network */
    public static function deactivate(bool $everywhere): void
    {
        $clear = static function (): void {
            Automation\Schedule::clear();
            self::renewAddresses();
        };
        $everywhere ? Network::onEachSite($clear) : $clear();
    }

    /**
     * An update of the plugin, and a new site of a network, activate nothing: they are noticed here, and so is a role
     * that came later.
     */
    public static function prepareWhenNew(): void
    {
        Roles::give();
        if (!Tables::areInstalled()) {
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

    /** Action `add_option_…`: the first choice of a site that had none. */
    public static function newProductsChosen(string $option, mixed $after): void
    {
        self::newProductsChanged(Sync\NewProducts::DEFAULT->value, $after);
    }

    /** Action `update_option_…`: what came while new products stayed where they were does not travel by itself. */
    public static function newProductsChanged(mixed $before, mixed $after): void
    {
        [$before, $after] = [Sync\NewProducts::of($before), Sync\NewProducts::of($after)];
        if ($after->reachDolibarr() && !$before->reachDolibarr()) {
            Sync\StartingPoint::setInShop(Services::get()->catalogue());
        }
        if ($after->reachShop() && !$before->reachShop()) {
            Sync\StartingPoint::forgetDolibarrs();
        }
    }

    /** Action `add_option_…`: until Dolibarr is connected nothing travels, and what is there by then does not either. */
    public static function connected(): void
    {
        Automation\SiteAddress::confirm();
        Sync\StartingPoint::set(Services::get()->catalogue());
    }

    public static function loadTranslations(): void
    {
        load_plugin_textdomain('dolisync', false, dirname(plugin_basename(DOLISYNC_FILE)) . '/languages');
    }

    /** Whoever asks: WPshop synchronizes for visitors and for Dolibarr too. */
    public static function replaceWpshops(): void
    {
        if (Admin\Wpshop::isActive()) {
            Wpshop\OwnSynchronization::takeOff();
            Wpshop\Marks::register();
        }
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
        } else {
            Admin\ProductForm::register($services);
            Admin\DescriptionEditor::register();
            Admin\RecordDetails::register();
            add_filter('post_updated_messages', [Admin\ProductMessages::class, 'name']);
        }
        add_action('admin_menu', [Admin\Menu::class, 'add'], 40);
        add_action('admin_init', [Privacy\PolicyText::class, 'suggest']);
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
        Rest\WebhookSecret::get();
        if (!Sync\StartingPoint::isSet()) {
            Sync\StartingPoint::set(Services::get()->catalogue());
        }
        Sync\Takeover::run();
        self::renewAddresses();
    }

    /** WordPress makes its rules anew, with or without our types of posts, when the next page is asked for. */
    private static function renewAddresses(): void
    {
        delete_option('rewrite_rules');
    }
}
