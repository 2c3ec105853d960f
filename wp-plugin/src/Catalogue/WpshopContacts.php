<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/**
 * Contacts are accounts of WordPress, as in WPshop: they can log in and see what their third party ordered. Values as
 * elsewhere; `third_party` is the shop's number.
 */
final class WpshopContacts implements ShopRecords
{
    private const DOLIBARR_ID = '_external_id';
    private const COLUMNS = ['email' => 'user_email'];
    private const METAS = [
        'firstname' => 'first_name', 'lastname' => 'last_name', 'phone' => '_phone', 'phone_mobile' => '_phone_mobile',
        'third_party' => '_third_party_id',
    ];
    private const CONTACTS = '_contact_ids';

    public function read(array $ids): array
    {
        return array_map(static fn (array $stored): array => [
            'email' => Canonical::plain($stored['user_email']),
            'firstname' => Canonical::title($stored['first_name']),
            'lastname' => Canonical::title($stored['last_name']),
            'phone' => Canonical::plain($stored['_phone']),
            'phone_mobile' => Canonical::plain($stored['_phone_mobile']),
            'third_party' => (int) $stored['_third_party_id'] > 0 ? (string) (int) $stored['_third_party_id'] : '',
        ], $this->snapshots($ids));
    }

    public function snapshots(array $ids): array
    {
        global $wpdb;
        if ($ids === []) {
            return [];
        }
        $list = self::list($ids);
        $snapshots = [];
        foreach ($wpdb->get_results("SELECT ID, user_email FROM {$wpdb->users} WHERE ID IN ({$list}) ORDER BY ID") as $user) {
            $snapshots[(int) $user->ID] = ['user_email' => $user->user_email] + array_fill_keys(self::METAS, null);
        }
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT user_id, meta_key, meta_value FROM {$wpdb->usermeta} WHERE user_id IN ({$list})
            AND meta_key IN (" . implode(',', array_fill(0, count(self::METAS), '%s')) . ') ORDER BY umeta_id',
            array_values(self::METAS)
        ));
        foreach ($rows as $row) {
            $snapshots[(int) $row->user_id][$row->meta_key] ??= $row->meta_value;
        }
        return $snapshots;
    }

    public function marked(array $dolibarrIds): array
    {
        global $wpdb;
        $marks = [];
        $rows = $dolibarrIds === [] ? [] : $wpdb->get_results($wpdb->prepare(
            "SELECT user_id, meta_value FROM {$wpdb->usermeta} WHERE meta_key = %s
            AND meta_value IN ('" . implode("','", array_map('intval', $dolibarrIds)) . "') ORDER BY user_id",
            self::DOLIBARR_ID
        ));
        foreach ($rows as $row) {
            $marks[(int) $row->meta_value] ??= (int) $row->user_id;
        }
        return $marks;
    }

    public function marks(array $ids): array
    {
        global $wpdb;
        $marks = [];
        $rows = $ids === [] ? [] : $wpdb->get_results($wpdb->prepare(
            "SELECT user_id, meta_value FROM {$wpdb->usermeta} WHERE meta_key = %s AND user_id IN (" . self::list($ids) . ') ORDER BY umeta_id',
            self::DOLIBARR_ID
        ));
        foreach ($rows as $row) {
            $marks[(int) $row->user_id] ??= (int) $row->meta_value;
        }
        return $marks;
    }

    public function mark(int $id, int $dolibarrId): void
    {
        $now = $this->read([$id])[$id];
        update_user_meta($id, self::DOLIBARR_ID, (string) $dolibarrId);
        update_user_meta($id, '_sync_sha_256', hash('sha256', implode(',', [
            $dolibarrId, $id, $now['lastname'], $now['phone'], $now['phone_mobile'], $now['email'],
        ])));
    }

    public function hold(array $ids): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->users} SET ID = ID WHERE ID IN (" . self::list($ids) . ')');
    }

    public function create(array $records): array
    {
        $ids = [];
        foreach ($records as $dolibarrId => $values) {
            $id = wp_insert_user([
                'user_login' => self::freeLogin($values['email']),
                'user_email' => $values['email'],
                'user_pass' => wp_generate_password(24),
                'first_name' => $values['firstname'],
                'last_name' => $values['lastname'],
                'display_name' => $values['lastname'],
                'role' => self::role(),
            ]);
            if (is_wp_error($id)) {
                throw self::refused();
            }
            $this->write($id, $values, $dolibarrId);
            $ids[$dolibarrId] = $id;
        }
        return $ids;
    }

    public function write(int $id, array $values, int $dolibarrId): void
    {
        $before = $this->snapshots([$id])[$id];
        $this->store($id, self::stored($values), $before);
        $this->mark($id, $dolibarrId);
    }

    public function restore(int $id, array $snapshot, array $fields): void
    {
        $names = array_intersect_key(self::COLUMNS + self::METAS, array_flip($fields));
        $this->store($id, array_intersect_key($snapshot, array_flip($names)), $this->snapshots([$id])[$id]);
    }

    public function remove(int $id): void
    {
        global $wpdb;
        $used = $this->isPrivileged($id)
            || $wpdb->get_var($wpdb->prepare("SELECT ID FROM {$wpdb->posts} WHERE post_author = %d LIMIT 1", $id)) !== null;
        if ($used) {
            throw Problem::named(
                'dolisync_account_used',
                __('This account has rights or contents of its own by now, so it was left as it is. Delete it by hand if that is what you want.', 'dolisync'),
                'review',
                409
            );
        }
        $this->enlist($id, (int) get_user_meta($id, '_third_party_id', true), 0);
        require_once ABSPATH . 'wp-admin/includes/user.php';
        if (!wp_delete_user($id)) {
            throw self::refused();
        }
    }

    public function urls(array $ids): array
    {
        cache_users($ids);
        return array_combine($ids, array_map(static fn (int $id): ?string => get_edit_user_link($id) ?: null, $ids));
    }

    /**
     * The accounts with these e-mail addresses.
     *
     * @param list<string> $emails
     * @return array<string, int> address → account
     */
    public function withEmail(array $emails): array
    {
        global $wpdb;
        $found = [];
        $rows = $emails === [] ? [] : $wpdb->get_results($wpdb->prepare(
            "SELECT ID, user_email FROM {$wpdb->users} WHERE user_email IN (" . implode(',', array_fill(0, count($emails), '%s')) . ')',
            $emails
        ));
        foreach ($rows as $row) {
            $found[strtolower($row->user_email)] = (int) $row->ID;
        }
        return $found;
    }

    /** The accounts with this e-mail address that are a contact's. @return list<int> */
    public function contactsWithEmail(string $email): array
    {
        $accounts = array_values($this->withEmail([$email]));
        return array_values(array_filter($accounts, static fn (int $id): bool =>
            get_user_meta($id, self::DOLIBARR_ID, true) !== '' || get_user_meta($id, self::METAS['third_party'], true) !== ''));
    }

    /** Takes what Dolibarr knew out of an account. Its name and e-mail address are WordPress's own. */
    public function anonymize(int $id): void
    {
        delete_user_meta($id, self::METAS['phone']);
        delete_user_meta($id, self::METAS['phone_mobile']);
    }

    /**
     * Whether more than a customer's rights hang on an account: then nobody but a person of the site changes it. An
     * account that other sites of a network have too is theirs as well, whatever it may do there.
     */
    public function isPrivileged(int $id): bool
    {
        return user_can($id, 'edit_posts') || user_can($id, 'list_users') || is_super_admin($id)
            || is_multisite() && array_diff(array_keys(get_blogs_of_user($id, true)), [get_current_blog_id()]) !== [];
    }

    /**
     * @param array<string, string> $values
     * @return array<string, string> column or meta → what is stored
     */
    private static function stored(array $values): array
    {
        $stored = [];
        foreach (array_intersect_key(self::COLUMNS + self::METAS, $values) as $field => $name) {
            $stored[$name] = $field === 'third_party' ? (string) (int) $values[$field] : $values[$field];
        }
        return $stored;
    }

    /**
     * @param array<string, string|null> $stored null deletes
     * @param array<string, string|null> $before
     */
    private function store(int $id, array $stored, array $before): void
    {
        $email = $stored['user_email'] ?? $before['user_email'];
        if ($email !== $before['user_email'] && is_wp_error(wp_update_user(['ID' => $id, 'user_email' => $email]))) {
            throw self::refused();
        }
        foreach (array_diff_key($stored, ['user_email' => '']) as $name => $value) {
            if ($value === null) {
                delete_user_meta($id, $name);
            } else {
                update_user_meta($id, $name, wp_slash($value));
            }
        }
        if (array_key_exists('_third_party_id', $stored)) {
            $this->enlist($id, (int) $before['_third_party_id'], (int) $stored['_third_party_id']);
        }
        clean_user_cache($id);
    }

    /** WPshop's third parties list their contacts. */
    private function enlist(int $id, int $from, int $to): void
    {
        foreach (array_unique(array_filter([$from, $to])) as $party) {
            $listed = json_decode((string) get_post_meta($party, self::CONTACTS, true), true);
            $listed = is_array($listed) ? array_map('intval', $listed) : [];
            $others = array_values(array_diff($listed, [$id]));
            $now = $party === $to ? (in_array($id, $listed, true) ? $listed : [...$others, $id]) : $others;
            if ($now !== $listed) {
                update_post_meta($party, self::CONTACTS, (string) wp_json_encode($now));
            }
        }
    }

    private static function freeLogin(string $email): string
    {
        $login = $wanted = substr(sanitize_title($email), 0, 50);
        for ($number = 2; username_exists($login); $number++) {
            $login = $wanted . '-' . $number;
        }
        return $login;
    }

    /** The site's own for new accounts, unless that would let a customer write. */
    private static function role(): string
    {
        $role = (string) get_option('default_role');
        return get_role($role)?->has_cap('edit_posts') === false ? $role : 'subscriber';
    }

    /** @param list<int> $ids */
    private static function list(array $ids): string
    {
        return implode(',', array_map('intval', $ids));
    }

    private static function refused(): Problem
    {
        return Problem::named(
            'dolisync_wpshop_refused',
            __('WordPress did not save the account. Another plugin may have refused it; try again.', 'dolisync'),
            'retry',
            500
        );
    }
}
