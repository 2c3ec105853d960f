<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Health\Capabilities;
use DoliSync\Problem;

/**
 * The form of the settings: its values, as stored or as typed, and its fields.
 */
final class SettingsForm
{
    /** What is wrong with which field. */
    private const FIELD_OF_PROBLEM = [
        'dolisync_bad_address' => 'url',
        'dolisync_bad_key' => 'key',
        'dolisync_key_unreadable' => 'key',
        'dolisync_bad_entity' => 'entity',
    ];

    private string $wrong = '';

    private ?Capabilities $found = null;

    /**
     * @param string|null $key null: the one that is stored
     * @param string $keySource constant, option or none
     */
    private function __construct(
        public readonly string $url,
        public readonly ?string $key,
        public readonly string $entity,
        public readonly bool $deleteData,
        public readonly SynchronizationForm $synchronization,
        private readonly string $keySource,
        private readonly bool $useWpshopKey
    ) {
    }

    public static function stored(ConnectionSettings $connection): self
    {
        return new self(
            $connection->url() === '' ? WpshopConnection::url() : $connection->url(),
            null,
            $connection->entity(),
            get_option('dolisync_delete_data') === 'yes',
            SynchronizationForm::stored(),
            $connection->keySource(),
            true
        );
    }

    /**
     * @param array<mixed> $sent without WordPress's slashes
     */
    public static function typed(array $sent, ConnectionSettings $connection): self
    {
        $text = static fn (string $name): string => is_string($sent[$name] ?? null) ? trim($sent[$name]) : '';
        $source = $connection->keySource();
        $useWpshopKey = $source === 'none' && $text('dolisync_wpshop_key') === 'yes';
        $key = $text('dolisync_key') === '' && $useWpshopKey ? WpshopConnection::key() : $text('dolisync_key');
        return new self(
            self::isUrlFixed() ? $connection->url() : $text('dolisync_url'),
            $key === '' || $source === 'constant' ? null : $key,
            $text('dolisync_entity'),
            $text('dolisync_delete_data') === 'yes',
            SynchronizationForm::typed($sent),
            $source,
            $useWpshopKey
        );
    }

    /** What the last test of the stored connection found. */
    public function tell(?Capabilities $found): void
    {
        $this->found = $found;
    }

    /**
     * Marks the field that a problem is about.
     */
    public function refuse(Problem $problem): void
    {
        $this->wrong = self::FIELD_OF_PROBLEM[$problem->name] ?? '';
    }

    public function show(): void
    {
        $page = SettingsPage::SLUG;
        add_settings_section('connection', __('Connection to Dolibarr', 'dolisync'), '__return_empty_string', $page);
        $this->field('url', __('Address of Dolibarr', 'dolisync'), 'connection', $this->showUrl(...));
        $this->field('key', __('API key', 'dolisync'), 'connection', $this->showKey(...));
        $this->field('entity', __('Company (entity)', 'dolisync'), 'connection', $this->showEntity(...));
        add_settings_field('found', __('What Dolibarr can do', 'dolisync'), $this->showFound(...), $page, 'connection');
        $this->synchronization->addSections();
        WebhookForm::addSection();
        add_settings_section('data', __('Data', 'dolisync'), '__return_empty_string', $page);
        add_settings_field('delete_data', __('When the plugin is deleted', 'dolisync'), $this->showDeleteData(...), $page, 'data');

        printf('<form method="post" action="%s" id="dolisync-settings">', esc_url(SettingsPage::url()));
        wp_nonce_field($page);
        // Enter in a field presses the first button of the form: that must not be the one beside the address.
        printf('<button type="submit" class="screen-reader-text" tabindex="-1" aria-hidden="true">%s</button>', esc_html__('Save Changes', 'dolisync'));
        do_settings_sections($page);
        echo '<p class="submit">';
        submit_button(__('Save Changes', 'dolisync'), 'primary', 'submit', false);
        echo '</p></form>';
    }

    private function field(string $name, string $label, string $section, callable $show): void
    {
        add_settings_field($name, $label, $show, SettingsPage::SLUG, $section, ['label_for' => "dolisync-$name"]);
    }

    private function showUrl(): void
    {
        // Not the type `url`: the browser's own check would speak before our sentence, which says more.
        $this->input('url', 'text', $this->url, self::isUrlFixed(), self::isUrlFixed()
            ? __('Set in wp-config.php (DOLISYNC_DOLIBARR_URL).', 'dolisync')
            : __('As in your browser when you use Dolibarr, for example https://erp.example.com.', 'dolisync'));
    }

    private function showKey(): void
    {
        $hint = match (true) {
            $this->keySource === 'constant' => __('Set in wp-config.php (DOLISYNC_DOLIBARR_KEY).', 'dolisync'),
            $this->key !== null && !$this->useWpshopKey => __('Type the key again: for safety it is never shown, not even here.', 'dolisync'),
            $this->keySource === 'option' => __('A key is stored. Leave this empty to keep it.', 'dolisync'),
            default => __('In Dolibarr: Users & Groups, the user, Modify, “Key for API”. The user needs the rights to read, create and change products.', 'dolisync'),
        };
        $this->input('key', 'password', '', $this->keySource === 'constant', $hint);
        if ($this->keySource === 'none' && WpshopConnection::key() !== '') {
            printf(
                '<p><label><input type="checkbox" name="dolisync_wpshop_key" value="yes"%s> %s</label></p>',
                checked($this->useWpshopKey, true, false),
                esc_html__('Use the key that WPshop has, when the field above is empty', 'dolisync')
            );
        }
    }

    private function showEntity(): void
    {
        $this->input('entity', 'text', $this->entity, false, __('Only for a Dolibarr with several companies: the number of yours.', 'dolisync'));
    }

    /** What the last test found, and the button for another one. */
    private function showFound(): void
    {
        if ($this->found === null) {
            printf('<p>%s</p>', esc_html__('Not tested yet.', 'dolisync'));
        } else {
            $yes = static fn (bool $is): string => $is ? __('Yes', 'dolisync') : __('No', 'dolisync');
            $facts = [
                __('Version of Dolibarr', 'dolisync') => $this->found->version,
                __('May read products', 'dolisync') => $yes($this->found->canRead),
                __('May change products', 'dolisync') => $yes($this->found->canWrite),
                __('Prices', 'dolisync') => ConnectionReport::priceMode($this->found),
                __('Module for WPshop', 'dolisync') => $yes($this->found->hasModule),
                __('Encrypted (HTTPS)', 'dolisync') => $yes($this->found->isHttps),
                __('Clock difference', 'dolisync') => ConnectionReport::clockDifference($this->found),
            ];
            echo '<dl class="dolisync-facts">';
            foreach ($facts as $name => $fact) {
                printf('<div><dt>%s</dt><dd>%s</dd></div>', esc_html($name), esc_html($fact));
            }
            /* translators: %s: date and time. */
            printf('</dl><p class="description">%s</p>', esc_html(sprintf(__('Tested: %s.', 'dolisync'), StatusWords::dateTime($this->found->at))));
        }
        echo '<p>';
        submit_button(__('Test the connection', 'dolisync'), 'secondary', 'dolisync_test', false);
        echo '</p>';
    }

    private function showDeleteData(): void
    {
        printf(
            '<label><input type="checkbox" name="dolisync_delete_data" value="yes"%s> %s</label><p class="description">%s</p>',
            checked($this->deleteData, true, false),
            esc_html__('Delete DoliSync’s data too', 'dolisync'),
            esc_html__('The associations, the history and these settings. The products stay.', 'dolisync')
        );
    }

    private function input(string $name, string $type, string $value, bool $fixed, string $hint): void
    {
        printf(
            '<input type="%1$s" id="dolisync-%2$s" name="dolisync_%2$s" value="%3$s" class="regular-text%4$s" autocomplete="%5$s"'
                . ' spellcheck="false" aria-describedby="dolisync-%2$s-hint"%6$s%7$s><p class="description" id="dolisync-%2$s-hint">%8$s</p>',
            esc_attr($type),
            esc_attr($name),
            htmlspecialchars($value),
            $name === 'entity' ? '' : ' code',
            $type === 'password' ? 'new-password' : 'off',
            $fixed ? ' disabled' : '',
            $this->wrong === $name ? ' aria-invalid="true" autofocus' : '',
            esc_html($hint)
        );
    }

    private static function isUrlFixed(): bool
    {
        return defined('DOLISYNC_DOLIBARR_URL');
    }
}
