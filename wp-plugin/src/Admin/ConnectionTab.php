<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Problem;

/**
 * Where Dolibarr is and the key to it, with a test that says what is wrong. The key is stored and tested, never printed.
 */
final class ConnectionTab extends SettingsForm
{
    public const NAME = 'connection';

    private const TEST = 'dolisync_test';
    /** Takes the address over at which a Dolibarr was found. */
    private const USE = 'dolisync_use';
    private const TAKE_OVER = 'dolisync_take_over';

    private string $url;
    /** Null: the one that is stored. */
    private ?string $key;
    private string $entity;
    /** Where a Dolibarr answers, when the typed address is wrong or could be encrypted; "" when none does. */
    private string $better = '';

    public static function label(): string
    {
        return _x('Connection', 'settings', 'dolisync');
    }

    public function take(array $sent): bool
    {
        $this->type($sent);
        if (isset($sent[self::TEST])) {
            $this->test();
            return false;
        }
        if (isset($sent[self::USE])) {
            $this->url = self::text($sent, self::USE);
            $this->test();
            return false;
        }
        if (isset($sent[self::TAKE_OVER])) {
            [$this->url, $this->key] = [WpshopConnection::url(), WpshopConnection::key()];
        } elseif ($this->wereSavedElsewhere($sent)) {
            return false;
        }
        return $this->save();
    }

    public function show(): void
    {
        if (!$this->services->connection()->isConfigured() && WpshopConnection::key() !== '') {
            self::openForm();
            printf(
                '<div class="notice notice-info inline"><p><strong>%s</strong> %s</p><p><button type="submit" class="button button-primary" name="%s" value="yes">%s</button></p></div></form>',
                /* translators: %s: a web address. */
                esc_html(sprintf(__('WPshop is connected to the Dolibarr at %s.', 'dolisync'), WpshopConnection::url())),
                esc_html__('DoliSync can use the same address and key; nothing changes for WPshop.', 'dolisync'),
                esc_attr(self::TAKE_OVER),
                esc_html__('Use WPshop’s connection', 'dolisync')
            );
        }
        parent::show();
    }

    protected function restore(): void
    {
        $connection = $this->services->connection();
        [$this->url, $this->key, $this->entity] = [$connection->url(), null, $connection->entity()];
    }

    protected function stored(): array
    {
        $connection = $this->services->connection();
        return [$connection->url(), $connection->entity(), get_option(ConnectionSettings::KEY_OPTION)];
    }

    protected function addSections(string $page): void
    {
        add_settings_section('connection', __('Connection to Dolibarr', 'dolisync'), '__return_empty_string', $page);
        foreach (
            [
                ['url', __('Address of Dolibarr', 'dolisync'), $this->showUrl(...)],
                ['key', __('API key', 'dolisync'), $this->showKey(...)],
                ['entity', __('Company (entity)', 'dolisync'), $this->showEntity(...)],
            ] as [$name, $label, $show]
        ) {
            add_settings_field($name, $label, $show, $page, 'connection', ['label_for' => "dolisync-$name"]);
        }
        add_settings_field('found', __('What Dolibarr can do', 'dolisync'), $this->showFound(...), $page, 'connection');
    }

    /** @param array<mixed> $sent */
    private function type(array $sent): void
    {
        $connection = $this->services->connection();
        $key = self::text($sent, 'dolisync_key');
        $this->url = self::isUrlFixed() ? $connection->url() : self::text($sent, 'dolisync_url');
        $this->key = $key === '' || $connection->keySource() === 'constant' ? null : $key;
        $this->entity = self::text($sent, 'dolisync_entity');
    }

    private function save(): bool
    {
        $connection = $this->services->connection();
        $problems = $connection->problems($this->url, $this->key, $this->entity);
        if ($problems !== []) {
            $this->refuse($problems);
            return false;
        }
        $before = $this->stored();
        $connection->save($this->url, $this->key, $this->entity);
        if ($this->stored() !== $before) {
            $this->services->probe()->forget();
        }
        SettingsPage::say('success', [__('Settings saved.', 'dolisync')]);
        // A key that was just stored is worth nothing until Dolibarr takes it: the person learns it now.
        $this->restore();
        if ($connection->isConfigured()) {
            // What is wrong is shown beside its field, with a better address if there is one: not on a page loaded anew.
            return $this->test();
        }
        SettingsPage::say('warning', [__('DoliSync still needs an API key to connect.', 'dolisync')]);
        return true;
    }

    /** @return bool false: there is something to do about the connection, beside its field */
    private function test(): bool
    {
        try {
            $found = $this->services->probe()->tryOut($this->url, $this->key, $this->entity);
            SettingsPage::say(ConnectionReport::type($found), ConnectionReport::sentences($found));
            $this->better = (string) $this->services->connection()->encrypted($this->url)?->base();
            return $this->better === '';
        } catch (Problem $problem) {
            $this->better = (string) ($problem->data['address'] ?? '');
            $this->mark(ConnectionReport::field($problem), $problem->getMessage());
            SettingsPage::say('error', [$problem->getMessage()]);
            return false;
        }
    }

    private function showUrl(): void
    {
        $this->input('url', 'text', $this->url, self::isUrlFixed(), self::isUrlFixed()
            ? __('Set in wp-config.php (DOLISYNC_DOLIBARR_URL).', 'dolisync')
            : __('As in your browser when you use Dolibarr, for example https://erp.example.com.', 'dolisync'));
        printf('<p id="dolisync-better">');
        if ($this->better !== '') {
            printf(
                '<button type="submit" class="button" name="%s" value="%s">%s</button>',
                esc_attr(self::USE),
                esc_attr($this->better),
                /* translators: %s: a web address. */
                esc_html(sprintf(__('Use %s', 'dolisync'), $this->better))
            );
        }
        echo '</p>';
    }

    private function showKey(): void
    {
        $source = $this->services->connection()->keySource();
        $this->input('key', 'password', '', $source === 'constant', match (true) {
            $source === 'constant' => __('Set in wp-config.php (DOLISYNC_DOLIBARR_KEY).', 'dolisync'),
            $this->key !== null => __('Type the key again: for safety it is never shown, not even here.', 'dolisync'),
            $source === 'option' => __('A key is stored. Leave this empty to keep it.', 'dolisync'),
            default => __('In Dolibarr: Users & Groups, the user, Modify, “Key for API”. The user needs the rights to read, create and change products.', 'dolisync'),
        });
    }

    private function showEntity(): void
    {
        $this->input('entity', 'text', $this->entity, false, __('Only for a Dolibarr with several companies: the number of yours.', 'dolisync'));
    }

    /** What the last test of the stored connection found, and the button for another one. */
    private function showFound(): void
    {
        echo '<div id="dolisync-found">';
        $found = $this->services->probe()->last();
        if ($found === null) {
            printf('<p>%s</p>', esc_html__('Not tested yet.', 'dolisync'));
        } else {
            echo '<dl class="dolisync-found">';
            foreach (ConnectionReport::facts($found) as [$name, $fact, $isWell]) {
                printf(
                    '<div class="%s"><dt>%s</dt><dd>%s</dd></div>',
                    $isWell ? 'is-well' : 'is-lacking',
                    esc_html($name),
                    esc_html($fact)
                );
            }
            /* translators: %s: date and time. */
            printf('</dl><p class="description">%s</p>', esc_html(sprintf(__('Tested: %s.', 'dolisync'), StatusWords::dateTime($found->at))));
        }
        echo '</div><p>';
        submit_button(__('Test the connection', 'dolisync'), 'secondary', self::TEST, false, ['data-busy' => __('Testing the connection…', 'dolisync')]);
        echo '</p>';
    }

    private function input(string $name, string $type, string $value, bool $fixed, string $hint): void
    {
        printf(
            '<input type="%1$s" id="dolisync-%2$s" name="dolisync_%2$s" value="%3$s" class="regular-text%4$s" autocomplete="%5$s" spellcheck="false" %6$s%7$s>',
            esc_attr($type),
            esc_attr($name),
            htmlspecialchars($value),
            $name === 'entity' ? '' : ' code',
            $type === 'password' ? 'new-password' : 'off',
            $this->attributes($name),
            $fixed ? ' disabled' : ''
        );
        $this->below($name, $hint);
    }

    private static function isUrlFixed(): bool
    {
        return defined('DOLISYNC_DOLIBARR_URL');
    }
}
