// Generated from docs/reference/openapi/user.json by "npm run gen". Do not edit.
export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All keys that may verify an access token (RFC 7517)
         * @description With `If-None-Match`, a key set that has not changed is answered with 304 and no body.
         */
        get: operations["jwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/openid-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where to find keys and tokens (OpenID Connect Discovery) */
        get: operations["openid_configuration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/analytics/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts and logins in figures */
        get: operations["analytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-logs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what
         * @description Newest first. Pages are numbered by their entries: follow `next` and `previous`.
         */
        get: operations["audit_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-logs/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log as a file
         * @description Oldest first, as CSV or as one JSON object per line. What was exported, and by whom, is an entry too: the last one of the file.
         */
        get: operations["audit_logs_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-logs/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the log still what was written?
         * @description Walks the whole chain and names the first entry that was changed, removed, inserted or moved. `expect`, the hash of a head that was noted earlier, finds a cut end too.
         */
        get: operations["audit_logs_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/config/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What administrators have set
         * @description With the definition of each value. The ETag is needed to change them.
         */
        get: operations["config"];
        /**
         * Set all values
         * @description Holds at once in the process that answers, and within two seconds in every other.
         */
        put: operations["config_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/keys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that sign access tokens, and when they change */
        get: operations["admin_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/keys/{kid}/revoke/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a key at once
         * @description For a key that may be in other hands. Its tokens are refused here at once and everywhere within 60 s; people go on with their refresh tokens. When it was the active key, another one signs from now on.
         */
        post: operations["admin_keys_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/keys/rotate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a rotation
         * @description The next key is published now and signs when every verifier had the time to fetch it. Asked again meanwhile, the answer is the same. Tokens of the old key stay good until they expire.
         */
        post: operations["admin_keys_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/organisations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organisations
         * @description By name. A vendor sees the one they belong to.
         */
        get: operations["organisations"];
        put?: never;
        /** Make an organisation */
        post: operations["organisation_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/organisations/{organisation_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An organisation */
        get: operations["organisation"];
        put?: never;
        post?: never;
        /**
         * Delete an organisation
         * @description Only one that nobody belongs to.
         */
        delete: operations["organisation_delete"];
        options?: never;
        head?: never;
        /** Rename an organisation */
        patch: operations["organisation_rename"];
        trace?: never;
    };
    "/api/admin/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts */
        get: operations["admin_users"];
        put?: never;
        /**
         * Make an account
         * @description Without a password: a letter invites its owner to choose one. Any role but customer needs a second factor that was shown in the last five minutes, as giving a role does.
         */
        post: operations["admin_user_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account */
        get: operations["admin_user"];
        put?: never;
        post?: never;
        /**
         * Delete an account
         * @description Its row stays without anything personal, because orders name it.
         */
        delete: operations["admin_user_delete"];
        options?: never;
        head?: never;
        /**
         * Change an account
         * @description Names, phone, e-mail address and organisation. A new address counts at once, is unproved, and needs a second factor that was shown in the last five minutes: letters to it open the account. Another organisation ends the sessions of the user, whose tokens name the one before.
         */
        patch: operations["admin_user_change"];
        trace?: never;
    };
    "/api/admin/users/{user_id}/disable/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable an account
         * @description Nobody signs in to it, and every session ends: here at once, everywhere within seconds.
         */
        post: operations["admin_user_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/enable/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable an account */
        post: operations["admin_user_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/end-sessions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign somebody out everywhere */
        post: operations["admin_user_end_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/reset-2fa/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take all second factors away
         * @description For somebody who has lost them. Passkeys go too, and every session ends.
         */
        post: operations["admin_user_reset_2fa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/role/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give another role
         * @description Ends every session of the user: no token says the role before any more.
         */
        put: operations["admin_user_role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/forgot-password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new password
         * @description If there is such an account, a letter with a link leaves for it within seconds. The answer, and the time it takes, are the same if there is none. Five letters an hour for one address.
         */
        post: operations["password_forgotten"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the session of the refresh token in the body, else of the cookie, else of the access token. Its access tokens stop working here at once and in every other service within seconds.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkey/login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey
         * @description A passkey verified its user (a fingerprint, a PIN), so it is both factors: the session has `acr: mfa`. Everything that is not a good answer of a known passkey is refused alike.
         */
        post: operations["passkey_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkey/options/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a passkey
         * @description Options for `navigator.credentials.get()`. Without `mfa_token` they name no account: the device offers the passkeys it holds. With it they are for the second step of that login, and name its passkeys.
         */
        post: operations["passkey_login_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my password
         * @description Every session ends, the one that asks too; the answer opens a new one. A wrong current password is limited as failed logins are. An account with a second factor wants one that was shown in the last five minutes: the password alone opens no session of it anywhere.
         */
        put: operations["password_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/public-key/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key that signs access tokens, as PEM */
        get: operations["public_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset-password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password by letter
         * @description The link works once, within 30 minutes, and only the newest. Every session of the account ends. A second factor is still asked for at the next login; but passkeys of an account whose address nobody had confirmed before are removed: whoever added them never showed that the mailbox is theirs.
         */
        post: operations["password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My sessions
         * @description The living ones, newest first. `last_used_at` is when a session last got an access token: other services verify tokens alone and tell nobody.
         */
        get: operations["sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{session_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of my sessions
         * @description It may be the one that asks. Its refresh token is refused at once, its access tokens here at once and in every other service within five seconds.
         */
        delete: operations["session_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/end-others/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all my other sessions */
        post: operations["sessions_end_others"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/step-up/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How I can confirm that it is me */
        get: operations["step_up_methods"];
        put?: never;
        /**
         * Confirm that it is me
         * @description What `insufficient-user-authentication` asks for (RFC 9470). The new access token belongs to the same session; the refresh token stays as it is. A password is enough only where there is no second factor.
         */
        post: operations["step_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/step-up/options/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a passkey has to sign, or a code by text message */
        post: operations["step_up_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify-email/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an e-mail address
         * @description By the link in a letter: of a registration, of a change of address, or the one that gives an address back, which also ends every session. It works once.
         */
        post: operations["email_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify-email/resend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the confirming letter again
         * @description To the address that waits for being confirmed; nothing is sent if none does. The link of the letter before stops working. Five letters an hour.
         */
        post: operations["email_verify_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile/avatar/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set my picture
         * @description A PNG, JPEG or WebP of at most 1 MiB and 4096 pixels a side, as the part `file` of a form or as the body itself. What is in its middle is kept as WebP of 256 × 256 pixels, set upright and without metadata; of an animation, the first frame.
         */
        post: operations["avatar_set"];
        /** Remove my picture */
        delete: operations["avatar_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile/preferences/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My preferences */
        get: operations["preferences"];
        /**
         * Set my preferences
         * @description All of them. Letters about security cannot be switched off.
         */
        put: operations["preferences_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/token/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description By username or e-mail. Unknown user, wrong password and disabled account get one answer. Ten failures for one account from one address in five minutes are answered with 429, and so are thirty in fifteen minutes from all places together that the account was never used from. A right password of an account with a second factor is answered with `mfa_required` and opens no session.
         */
        post: operations["token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/token/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the refresh token
         * @description Each refresh token works once. Using it again ends the session, except within five seconds of the exchange (409 refresh-in-progress).
         */
        post: operations["token_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/disable/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the app, the telephone and the backup codes
         * @description Passkeys stay. Without any of these it does nothing.
         */
        post: operations["mfa_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/regenerate-backup-tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ten new backup codes
         * @description The old ones are worth nothing from then on. These are shown this once.
         */
        post: operations["mfa_regenerate_backup_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/setup/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set up an authenticator app
         * @description A new key as QR code and as text. It is not in force until one of its codes was sent to `POST /api/users/2fa/verify-setup/`, within ten minutes.
         */
        post: operations["mfa_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/sms/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove the telephone
         * @description The backup codes go with it when it was the last second factor.
         */
        delete: operations["mfa_sms_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/sms/send/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a code to my telephone
         * @description With the `mfa_token` of a login, or signed in. The code before is worth nothing from then on. Three messages in fifteen minutes.
         */
        post: operations["mfa_sms_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/sms/setup/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set up a telephone
         * @description Sends a code there. The number is not in force until the code was sent to `POST /api/users/2fa/sms/verify-setup/`. Three messages in fifteen minutes.
         */
        post: operations["mfa_sms_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/sms/verify-setup/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the telephone in force
         * @description Answers ten backup codes when it is the first second factor, and an access token of the same session with `acr: mfa`.
         */
        post: operations["mfa_sms_verify_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My second factors */
        get: operations["mfa_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/verify-login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The second step of a login
         * @description With the `mfa_token` of the first. Five wrong codes for one account and method, whoever sends them and with however many tokens, are followed by fifteen minutes of 429.
         */
        post: operations["mfa_verify_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/2fa/verify-setup/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the authenticator app in force
         * @description Answers ten backup codes, shown this once, and an access token of the same session with `acr: mfa`. Other sessions go on.
         */
        post: operations["mfa_verify_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/avatars/{avatar_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Somebody's picture
         * @description Open to everybody who knows its address. What is there never changes.
         */
        get: operations["avatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How events stand
         * @description What this service has not been able to send, and what it could not handle yet.
         */
        get: operations["events_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/events/dead/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dead letters
         * @description Events that a consumer of this service could not handle, and that nobody has replayed yet; the oldest first. Later events of the same aggregate wait behind them.
         */
        get: operations["dead_letters_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/events/dead/{letter_id}/replay/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a dead letter
         * @description Hands the event to its consumer once more, and then those that wait behind it. One with the reason `gap` is handled without what is missing before it.
         */
        post: operations["dead_letter_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/events/dead/replay/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay all dead letters
         * @description The oldest 100, one after the other; those that fail again stay in the list with their new reason.
         */
        post: operations["dead_letters_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am */
        get: operations["me"];
        put?: never;
        post?: never;
        /**
         * Delete my account
         * @description Erases what is known about me; sessions end, username and e-mail are free again. Orders stay, and no longer lead to anybody. Needs a fresh authentication, and the password.
         */
        delete: operations["me_delete"];
        options?: never;
        head?: never;
        /**
         * Change my profile
         * @description Names, phone, address, bio, and the e-mail address. That one changes when the letter sent there was read; asking for it needs a fresh authentication, and the old address again takes it back. Other fields are refused, not ignored.
         */
        patch: operations["me_update"];
        trace?: never;
    };
    "/api/users/me/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take my data with me
         * @description Everything this service knows about me, but for secrets: profile, preferences, sessions, factors, passkeys, and what was done by and to me. `elsewhere` says where orders and payments are answered.
         */
        get: operations["me_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/passkeys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My passkeys
         * @description All of them, in the order they were added: an account has at most twenty.
         */
        get: operations["passkeys"];
        put?: never;
        /**
         * Add a passkey
         * @description With the browser's answer to options of `POST /api/users/passkeys/options/`.
         */
        post: operations["passkey_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/passkeys/{passkey_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey
         * @description It opens nothing from now on. Sessions that were opened with it stay.
         */
        delete: operations["passkey_delete"];
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: operations["passkey_rename"];
        trace?: never;
    };
    "/api/users/passkeys/options/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a passkey
         * @description Options for `navigator.credentials.create()`. Devices that hold one of the account already are named in them, and offer no second.
         */
        post: operations["passkey_options"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/register/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Makes a customer account, and sends a link that confirms its address. An e-mail address that is already registered is answered like a new one, and its owner gets a letter; nothing is made.
         */
        post: operations["user_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One's own password, typed once more. */
        AccountDeletionRequest: {
            password: string;
        };
        /**
         * @description * `pwd` - pwd
         *     * `mfa` - mfa
         * @enum {string}
         */
        AcrEnum: "pwd" | "mfa";
        Actor: {
            /** Format: uuid */
            id: string;
            /** @description Empty when the account was deleted. */
            username: string;
        };
        /** @description An account as administrators see it. */
        AdminUser: {
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: email */
            email: string;
            readonly email_verified: boolean;
            first_name: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description Null for who never signed in, or whose last session is forgotten.
             */
            last_login_at: string | null;
            last_name: string;
            organisation: components["schemas"]["OrganisationOf"] | null;
            phone: string;
            role: components["schemas"]["Role"];
            readonly second_factor: components["schemas"]["SecondFactorEnum"][];
            /** @description How many are open. */
            sessions: number;
            username: string;
        };
        Alarms: {
            /** @description Operations that a signed-in user has no right to. */
            denied: number;
            /** @description Accounts whose password was guessed too often. */
            locked_out: number;
            /** @description Refresh tokens that came twice: perhaps stolen. */
            refresh_reused: number;
        };
        /** @description Days are those of UTC, the oldest first, each of them even when nothing happened. */
        Analytics: {
            alarms: components["schemas"]["Alarms"];
            logins: components["schemas"]["DayOfLogins"][];
            registrations: components["schemas"]["DayOfRegistrations"][];
            sessions: components["schemas"]["SessionsCounted"];
            users: components["schemas"]["UsersCounted"];
        };
        AssertionPartRequest: {
            authenticatorData: string;
            clientDataJSON: string;
            signature: string;
            userHandle?: string | null;
        };
        AttestationPartRequest: {
            attestationObject: string;
            clientDataJSON: string;
            transports?: string[];
        };
        /** @description Where the picture is. */
        AvatarShown: {
            avatar_url: string;
        };
        BackupCodes: {
            /** @description Shown this once. Each works once, in place of another factor. */
            backup_codes: string[];
        };
        /** @description A code of six digits. */
        CodeRequest: {
            /** @description Six digits. */
            code: string;
        };
        CodeSent: {
            /** @description Seconds until the code is worth nothing. */
            expires_in: number;
            phone_hint: string;
        };
        Config: {
            schema: components["schemas"]["Described"][];
            values: components["schemas"]["ConfigValues"];
        };
        /** @description Every value that administrators may set. */
        ConfigValues: {
            /** @description Wrong passwords for one account in fifteen minutes, from all places it was never used from together. */
            login_failures_by_strangers: number;
            /** @description Wrong passwords for one account from one address in five minutes. */
            login_failures_per_account: number;
            /** @description Wrong passwords from one address in five minutes. */
            login_failures_per_address: number;
            /** @description Whether visitors can register an account. */
            registration_open: boolean;
            /** @description Roles that nobody has before a second factor was shown: until then, they are customers. */
            require_second_factor_for: components["schemas"]["RequireSecondFactorForEnum"][];
            /** @description Days after which a session ends, however busy it is. */
            session_absolute_days: number;
            /** @description Days after which a session that was not used ends. */
            session_idle_days: number;
            /** @description Sessions one user may have at once; one more ends the oldest. */
            sessions_per_user: number;
        };
        /** @description Every value that administrators may set. */
        ConfigValuesRequest: {
            /** @description Wrong passwords for one account in fifteen minutes, from all places it was never used from together. */
            login_failures_by_strangers: number;
            /** @description Wrong passwords for one account from one address in five minutes. */
            login_failures_per_account: number;
            /** @description Wrong passwords from one address in five minutes. */
            login_failures_per_address: number;
            /** @description Whether visitors can register an account. */
            registration_open: boolean;
            /** @description Roles that nobody has before a second factor was shown: until then, they are customers. */
            require_second_factor_for: components["schemas"]["RequireSecondFactorForEnum"][];
            /** @description Days after which a session ends, however busy it is. */
            session_absolute_days: number;
            /** @description Days after which a session that was not used ends. */
            session_idle_days: number;
            /** @description Sessions one user may have at once; one more ends the oldest. */
            sessions_per_user: number;
        };
        /** @description The address that counts from now on. */
        ConfirmedEmail: {
            /** Format: email */
            email: string;
        };
        /**
         * @description * `public-key` - public-key
         * @enum {string}
         */
        CredentialType: "public-key";
        DayOfLogins: {
            /** Format: date */
            day: string;
            failed: number;
            succeeded: number;
        };
        DayOfRegistrations: {
            count: number;
            /** Format: date */
            day: string;
        };
        DeadLetter: {
            aggregate?: string;
            aggregate_id?: string;
            /** Format: int64 */
            attempts: number;
            consumer: string;
            /** Format: date-time */
            created_at?: string;
            error: string;
            /** Format: uuid */
            event_id: string;
            readonly id: number;
            /**
             * @description failed: its handler refused it five times; gap: what comes before it is missing.
             *
             *     * `failed` - Failed
             *     * `gap` - Gap
             */
            reason: components["schemas"]["ReasonEnum"];
            subject: string;
            /** @description Events of the same aggregate that wait until it is replayed. */
            waiting_behind: number;
        };
        /** @description One value, so that a form for it can be made. */
        Described: {
            choices: string[];
            /** @description Of the type said. */
            default: unknown;
            help: string;
            max: number | null;
            min: number | null;
            name: string;
            type: components["schemas"]["DescribedTypeEnum"];
        };
        /**
         * @description * `boolean` - boolean
         *     * `integer` - integer
         *     * `list` - list
         * @enum {string}
         */
        DescribedTypeEnum: "boolean" | "integer" | "list";
        /** @description The factor is in force, and the session has been raised to `acr: mfa`: use this access token from now on. */
        Enabled: {
            access: string;
            /** @description Shown this once. Each works once, in place of another factor. */
            backup_codes: string[];
            enabled: boolean;
            expires_in: number;
            token_type: components["schemas"]["TokenTypeEnum"];
        };
        Ended: {
            /** @description How many sessions ended. */
            ended: number;
        };
        Entry: {
            action: string;
            /** @description Null where nobody was signed in. */
            actor: components["schemas"]["Actor"] | null;
            address: string;
            /** Format: date-time */
            at: string;
            details: {
                [key: string]: unknown;
            };
            /** @description SHA-256 over the hash before it and what this entry says. */
            hash: string;
            /** @description Values that name somebody; empty once they were erased. */
            personal: {
                [key: string]: unknown;
            };
            request_id: string;
            resource: string;
            resource_id: string;
            /** @description Counts from 1 without gaps. */
            seq: number;
            service: string;
            user_agent: string;
        };
        EntryPage: {
            /** @description Older entries. */
            next: string | null;
            /** @description Newer entries. */
            previous: string | null;
            results: components["schemas"]["Entry"][];
        };
        EventReplayed: {
            replayed: boolean;
        };
        EventsReplayed: {
            failed: number;
            replayed: number;
        };
        EventsSummary: {
            /** @description Whether a broker answers. */
            broker: boolean;
            /** @description Events that nobody could handle, not replayed yet. */
            dead: number;
            outbox: components["schemas"]["Outbox"];
            /** @description Events that wait for one before them. */
            parked: number;
        };
        /** @description Everything this service knows about one. */
        Export: {
            /** @description Where the other services answer what they know. */
            elsewhere: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            exported_at: string;
            /** @description What was done by and to one. */
            log: {
                [key: string]: unknown;
            }[];
            passkeys: {
                [key: string]: unknown;
            }[];
            preferences: {
                [key: string]: unknown;
            };
            profile: {
                [key: string]: unknown;
            };
            second_factor: {
                [key: string]: unknown;
            };
            sessions: {
                [key: string]: unknown;
            }[];
        };
        /**
         * @description * `changed` - changed
         *     * `removed` - removed
         *     * `inserted` - inserted
         *     * `moved` - moved
         *     * `erased` - erased
         *     * `head` - head
         * @enum {string}
         */
        FaultEnum: "changed" | "removed" | "inserted" | "moved" | "erased" | "head";
        FirstBad: {
            fault: components["schemas"]["FaultEnum"];
            seq: number;
            words: string;
        };
        /** @description Whose password is forgotten. */
        ForgottenRequest: {
            /** Format: email */
            email: string;
        };
        Head: {
            hash: string;
            seq: number;
        };
        Jwk: {
            alg: string;
            /** @description Exponent, base64url. */
            e: string;
            kid: string;
            kty: string;
            /** @description Modulus, base64url. */
            n: string;
            use: string;
        };
        Jwks: {
            keys: components["schemas"]["Jwk"][];
        };
        /**
         * @description * `desktop` - desktop
         *     * `phone` - phone
         *     * `tablet` - tablet
         *     * `other` - other
         * @enum {string}
         */
        KindEnum: "desktop" | "phone" | "tablet" | "other";
        /**
         * @description * `en` - en
         *     * `en-GB` - en-GB
         *     * `de` - de
         *     * `de-AT` - de-AT
         *     * `de-CH` - de-CH
         *     * `fr` - fr
         *     * `es` - es
         *     * `it` - it
         *     * `nl` - nl
         *     * `pl` - pl
         *     * `pt` - pt
         *     * `pt-BR` - pt-BR
         *     * `sv` - sv
         *     * `da` - da
         *     * `nb` - nb
         *     * `fi` - fi
         * @enum {string}
         */
        LanguageEnum: "en" | "en-GB" | "de" | "de-AT" | "de-CH" | "fr" | "es" | "it" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "da" | "nb" | "fi";
        /** @description The token of a letter's link. */
        LinkTokenRequest: {
            token: string;
        };
        LoggedIn: components["schemas"]["Tokens"] | components["schemas"]["SecondFactorWanted"];
        /** @description Nothing, or the token of a login that waits for its second factor. */
        LoginOptionsRequest: {
            mfa_token?: string;
        };
        /** @description A login, and how the refresh token is to travel. */
        LogInRequest: {
            password: string;
            /**
             * @description Where the refresh token travels: in the answer, or only in an HttpOnly cookie (browsers).
             *
             *     * `body` - body
             *     * `cookie` - cookie
             * @default body
             */
            transport?: components["schemas"]["TransportEnum"];
            /** @description Username or e-mail address. */
            username: string;
        };
        Method: {
            /**
             * Format: date-time
             * @description totp, sms: since when.
             */
            confirmed_at?: string;
            /** @description passkey, backup_code: how many. */
            count?: number;
            /** @description sms: the end of the number. */
            phone_hint?: string;
            /** @description totp, sms: after a hundred wrong codes in a row, until it is set up anew. */
            switched_off?: boolean;
            type: components["schemas"]["SecondFactorMethod"];
        };
        /** @description RegistrationResponseJSON: what `PublicKeyCredential.toJSON()` makes of `navigator.credentials.create()`. */
        NewCredentialRequest: {
            id: string;
            rawId: string;
            response: components["schemas"]["AttestationPartRequest"];
            type: components["schemas"]["CredentialType"];
        };
        /** @description A passkey to keep, and what to call it. */
        NewPasskeyRequest: {
            /** @description `challenge_id` of the options that the browser was given. */
            challenge_id: string;
            credential: components["schemas"]["NewCredentialRequest"];
            /** @description For yourself, such as the device it lives on. */
            name: string;
        };
        /** @description An account for somebody, who is invited by letter to choose a password. */
        NewUserRequest: {
            /** Format: email */
            email: string;
            /** @default  */
            first_name?: string;
            /** @default  */
            last_name?: string;
            /** Format: uuid */
            organisation_id?: string | null;
            role: components["schemas"]["Role"];
            /** @description Unique, whatever its case. */
            username: string;
        };
        /** @description An empty object: what an operation is sent that needs to know nothing. */
        NoFieldsRequest: Record<string, never>;
        /** @description What one wants letters about. */
        Notifications: {
            news: boolean;
            orders: boolean;
            /** @description Always true: these letters cannot be switched off. */
            security?: boolean;
        };
        /** @description What one wants letters about. */
        NotificationsRequest: {
            news: boolean;
            orders: boolean;
            /** @description Always true: these letters cannot be switched off. */
            security?: boolean;
        };
        OpenIdConfiguration: {
            claims_supported: string[];
            end_session_endpoint: string;
            id_token_signing_alg_values_supported: string[];
            issuer: string;
            jwks_uri: string;
            response_types_supported: string[];
            subject_types_supported: string[];
            token_endpoint: string;
        };
        /** @description What the browser is asked to sign. */
        Options: {
            /** @description Goes back with the answer; good once, for five minutes. */
            challenge_id: string;
            /** @description PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn. */
            public_key: {
                [key: string]: unknown;
            };
        };
        /** @description A seller. */
        Organisation: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description How many users belong to it. */
            members: number;
            name: string;
        };
        /** @description An organisation's name. */
        OrganisationFormRequest: {
            /** @description Unique, whatever its case. */
            name: string;
        };
        OrganisationOf: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Outbox: {
            /**
             * Format: date-time
             * @description When the oldest of them happened.
             */
            oldest_at: string | null;
            /** @description Committed events that the broker does not have yet. */
            waiting: number;
        };
        PaginatedAdminUserList: {
            /** @example 123 */
            count: number;
            /**
             * Format: uri-reference
             * @example /api/things/?page=4
             */
            next?: string | null;
            /**
             * Format: uri-reference
             * @example /api/things/?page=2
             */
            previous?: string | null;
            results: components["schemas"]["AdminUser"][];
        };
        PaginatedDeadLetterList: {
            /** @example 123 */
            count: number;
            /**
             * Format: uri-reference
             * @example /api/things/?page=4
             */
            next?: string | null;
            /**
             * Format: uri-reference
             * @example /api/things/?page=2
             */
            previous?: string | null;
            results: components["schemas"]["DeadLetter"][];
        };
        PaginatedOrganisationList: {
            /** @example 123 */
            count: number;
            /**
             * Format: uri-reference
             * @example /api/things/?page=4
             */
            next?: string | null;
            /**
             * Format: uri-reference
             * @example /api/things/?page=2
             */
            previous?: string | null;
            results: components["schemas"]["Organisation"][];
        };
        /** @description A passkey's signature, and how the refresh token is to travel. */
        PasskeyLoginRequest: {
            /** @description `challenge_id` of the options that the browser was given. */
            challenge_id: string;
            credential: components["schemas"]["SignedCredentialRequest"];
            /** @default body */
            transport?: components["schemas"]["TransportEnum"];
        };
        PasskeyOut: {
            readonly backed_up: boolean;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly id: string;
            /** Format: date-time */
            readonly last_used_at: string | null;
            readonly name: string;
            transports: string[];
        };
        Passkeys: {
            count: number;
            results: components["schemas"]["PasskeyOut"][];
        };
        /** @description The password one has, and the one to have. */
        PasswordChangeRequest: {
            current_password: string;
            /** @description 8 to 1024 characters; the most common passwords are refused. */
            new_password: string;
            /**
             * @description Where the refresh token of the new session travels.
             *
             *     * `body` - body
             *     * `cookie` - cookie
             * @default body
             */
            transport?: components["schemas"]["TransportEnum"];
        };
        /** @description The token of a letter's link, and the password to have. */
        PasswordResetRequest: {
            /** @description 8 to 1024 characters; the most common passwords are refused. */
            new_password: string;
            token: string;
        };
        /** @description An organisation's name. */
        PatchedOrganisationFormRequest: {
            /** @description Unique, whatever its case. */
            name?: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedPasskeyNameRequest: {
            name?: string;
        };
        /** @description The fields to change; the others stay. */
        PatchedProfileChangeRequest: {
            address?: string;
            bio?: string;
            /**
             * Format: email
             * @description Counts once the letter sent there was read.
             */
            email?: string;
            first_name?: string;
            last_name?: string;
            phone?: string;
        };
        /** @description The fields to change; the others stay. */
        PatchedUserChangeRequest: {
            /**
             * Format: email
             * @description Unproved until its owner opens the link in a letter.
             */
            email?: string;
            first_name?: string;
            last_name?: string;
            /** Format: uuid */
            organisation_id?: string | null;
            phone?: string;
        };
        /** @description How the shop looks, and what it writes about. */
        PreferencesForm: {
            /**
             * @description BCP 47.
             *
             *     * `en` - en
             *     * `en-GB` - en-GB
             *     * `de` - de
             *     * `de-AT` - de-AT
             *     * `de-CH` - de-CH
             *     * `fr` - fr
             *     * `es` - es
             *     * `it` - it
             *     * `nl` - nl
             *     * `pl` - pl
             *     * `pt` - pt
             *     * `pt-BR` - pt-BR
             *     * `sv` - sv
             *     * `da` - da
             *     * `nb` - nb
             *     * `fi` - fi
             */
            language: components["schemas"]["LanguageEnum"];
            notifications: components["schemas"]["Notifications"];
            theme: components["schemas"]["ThemeEnum"];
        };
        /** @description How the shop looks, and what it writes about. */
        PreferencesFormRequest: {
            /**
             * @description BCP 47.
             *
             *     * `en` - en
             *     * `en-GB` - en-GB
             *     * `de` - de
             *     * `de-AT` - de-AT
             *     * `de-CH` - de-CH
             *     * `fr` - fr
             *     * `es` - es
             *     * `it` - it
             *     * `nl` - nl
             *     * `pl` - pl
             *     * `pt` - pt
             *     * `pt-BR` - pt-BR
             *     * `sv` - sv
             *     * `da` - da
             *     * `nb` - nb
             *     * `fi` - fi
             */
            language: components["schemas"]["LanguageEnum"];
            notifications: components["schemas"]["NotificationsRequest"];
            theme: components["schemas"]["ThemeEnum"];
        };
        /** @description RFC 9457. `type` names a section of the problem documentation. */
        Problem: {
            detail: string;
            errors?: components["schemas"]["ProblemField"][];
            /** @description The request id, as urn:uuid. */
            instance: string;
            status: number;
            title: string;
            /** @description /problems/<slug>: stable, documented. */
            type: string;
        };
        ProblemField: {
            code: string;
            detail: string;
            /** @description JSON pointer (RFC 6901) to the value in the body. */
            pointer: string;
        };
        /** @description Oneself. */
        Profile: {
            address: string;
            avatar_url: string | null;
            bio: string;
            /** Format: date-time */
            created_at: string;
            /** Format: email */
            email: string;
            email_verified: boolean;
            first_name: string;
            /** Format: uuid */
            id: string;
            last_name: string;
            organisation: components["schemas"]["ProfileOrganisation"] | null;
            /**
             * Format: email
             * @description What `email` becomes once it is confirmed.
             */
            pending_email: string | null;
            phone: string;
            role: components["schemas"]["Role"];
            /** @description Whether a login asks for one. */
            second_factor: boolean;
            username: string;
        };
        ProfileOrganisation: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        PublicKey: {
            /** @description Always RS256. */
            algorithm: string;
            /** @description RFC 7638 thumbprint; the `kid` of tokens signed by this key. */
            kid: string;
            /** @description PEM, SubjectPublicKeyInfo. */
            public_key: string;
        };
        /** @description An access token of the same session. The refresh token stays as it is. */
        Raised: {
            access: string;
            expires_in: number;
            token_type: components["schemas"]["TokenTypeEnum"];
        };
        /**
         * @description * `failed` - Failed
         *     * `gap` - Gap
         * @enum {string}
         */
        ReasonEnum: "failed" | "gap";
        /** @description A refresh token, when it does not come in the cookie. */
        RefreshRequest: {
            /** @description The refresh token; leave out when it is in the cookie. */
            refresh?: string;
        };
        Registered: {
            /** Format: email */
            email: string;
            first_name: string;
            /** Format: uuid */
            id: string;
            last_name: string;
            username: string;
        };
        /** @description A new account. */
        RegisterRequest: {
            /** Format: email */
            email: string;
            /** @default  */
            first_name?: string;
            /** @default  */
            last_name?: string;
            /** @description 8 to 1024 characters; the most common passwords are refused. */
            password: string;
            /** @description Unique, whatever its case. */
            username: string;
        };
        /**
         * @description * `admin` - admin
         *     * `staff` - staff
         *     * `vendor` - vendor
         *     * `viewer` - viewer
         * @enum {string}
         */
        RequireSecondFactorForEnum: "admin" | "staff" | "vendor" | "viewer";
        Revoked: {
            /** @description The `kid` that signs now. */
            active: string;
            /** @description The `kid` whose tokens are good no longer. */
            revoked: string;
        };
        /**
         * @description * `admin` - admin
         *     * `staff` - staff
         *     * `vendor` - vendor
         *     * `customer` - customer
         *     * `viewer` - viewer
         * @enum {string}
         */
        Role: "admin" | "staff" | "vendor" | "customer" | "viewer";
        /** @description A serializer for input that refuses fields it does not declare. */
        RoleChangeRequest: {
            role: components["schemas"]["Role"];
        };
        Rotation: {
            /** @description 0: keys change only when somebody asks. */
            every_days: number;
            /**
             * Format: date-time
             * @description When another key will begin to sign.
             */
            next_at: string | null;
        };
        RotationBegun: {
            /**
             * Format: date-time
             * @description When it begins to sign: by then every verifier has fetched it.
             */
            active_at: string;
            /** @description The `kid` that is published from now on. */
            next: string;
        };
        /**
         * @description * `totp` - totp
         *     * `sms` - sms
         *     * `passkey` - passkey
         * @enum {string}
         */
        SecondFactorEnum: "totp" | "sms" | "passkey";
        /**
         * @description * `totp` - totp
         *     * `sms` - sms
         *     * `passkey` - passkey
         *     * `backup_code` - backup_code
         * @enum {string}
         */
        SecondFactorMethod: "totp" | "sms" | "passkey" | "backup_code";
        /** @description The password was right; a second factor is wanted before there are tokens. */
        SecondFactorWanted: {
            /** @description Seconds until `mfa_token` expires. */
            expires_in: number;
            methods: components["schemas"]["SecondFactorMethod"][];
            /** @description Always true. */
            mfa_required: boolean;
            /** @description For `POST /api/users/2fa/verify-login/`, and for nothing else. */
            mfa_token: string;
        };
        /** @description The token of a login that waits for its second factor; nothing when signed in. */
        SendCodeRequest: {
            /** @description The `mfa_token` that `POST /api/token/` answered. */
            mfa_token?: string;
        };
        SessionsCounted: {
            living: number;
        };
        /** @description One of one's own sessions. */
        SessionSeen: {
            /** @description Where it began. */
            address: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** @description What the device calls itself, in words. */
            device: string;
            /**
             * Format: date-time
             * @description When it ends, unless it is refreshed before.
             */
            expires_at: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["KindEnum"];
            /**
             * Format: date-time
             * @description When it last got an access token, at login, refresh or step-up: up to 15 minutes ago for a session in use.
             */
            last_used_at: string;
            /** @description Whether a second factor was shown, at login or later. */
            second_factor: boolean;
            /** Format: date-time */
            started_at: string;
        };
        /** @description All of one's living sessions, newest first. There are never more than 100, so there are no pages. */
        SessionsSeen: {
            count: number;
            results: components["schemas"]["SessionSeen"][];
        };
        Setup: {
            /** @description Seconds until the setup has to be begun anew. */
            expires_in: number;
            /** @description What the QR code says. */
            otpauth_uri: string;
            /** @description The QR code, an SVG element. */
            qr_svg: string;
            /** @description Base32, for typing it into an app. */
            secret: string;
        };
        /** @description AuthenticationResponseJSON: what `PublicKeyCredential.toJSON()` makes of `navigator.credentials.get()`. */
        SignedCredentialRequest: {
            id: string;
            rawId: string;
            response: components["schemas"]["AssertionPartRequest"];
            type: components["schemas"]["CredentialType"];
        };
        SigningKey: {
            kid: string;
            /** @description Whether it was ended before its time. */
            revoked: boolean;
            /**
             * Format: date-time
             * @description When it came into this state.
             */
            since: string;
            state: components["schemas"]["StateEnum"];
            /**
             * @description `signing` includes verifying. NEXT and RETIRING verify.
             *
             *     * `signing` - signing
             *     * `verifying` - verifying
             *     * `nothing` - nothing
             */
            used_for: components["schemas"]["UsedForEnum"];
            /**
             * Format: date-time
             * @description Of a retiring key: when the last token it signed has expired.
             */
            verifies_until?: string;
        };
        SigningKeys: {
            results: components["schemas"]["SigningKey"][];
            rotation: components["schemas"]["Rotation"];
        };
        /**
         * @description * `next` - next
         *     * `active` - active
         *     * `retiring` - retiring
         *     * `retired` - retired
         * @enum {string}
         */
        StateEnum: "next" | "active" | "retiring" | "retired";
        /** @description How this account is protected beside its password. */
        Status: {
            backup_codes_left: number;
            enabled: boolean;
            methods: components["schemas"]["Method"][];
            /** @description The shop asks this role for one: until one was shown, tokens say customer. */
            required: boolean;
        };
        /**
         * @description * `password` - password
         *     * `totp` - totp
         *     * `sms` - sms
         *     * `passkey` - passkey
         *     * `backup_code` - backup_code
         * @enum {string}
         */
        StepUpMethod: "password" | "totp" | "sms" | "passkey" | "backup_code";
        /**
         * @description * `passkey` - passkey
         *     * `sms` - sms
         * @enum {string}
         */
        StepUpOptionsMethodEnum: "passkey" | "sms";
        /** @description A serializer for input that refuses fields it does not declare. */
        StepUpOptionsRequest: {
            method: components["schemas"]["StepUpOptionsMethodEnum"];
        };
        /** @description Prove again to be there. Which methods there are: `GET /api/auth/step-up/`. */
        StepUpRequest: {
            /** @description `challenge_id` of the options that the browser was given. */
            challenge_id?: string;
            /** @description Six digits (totp, sms), or a backup code: its case, blanks and hyphens do not matter. */
            code?: string;
            credential?: components["schemas"]["SignedCredentialRequest"];
            method: components["schemas"]["StepUpMethod"];
            password?: string;
        };
        StepUpState: {
            /**
             * @description How strongly this access token was proved.
             *
             *     * `pwd` - pwd
             *     * `mfa` - mfa
             */
            acr: components["schemas"]["AcrEnum"];
            /**
             * Format: date-time
             * @description When.
             */
            auth_time: string;
            methods: components["schemas"]["StepUpMethod"][];
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        TelephoneRequest: {
            /** @description With its country code; blanks, hyphens and brackets do not matter. */
            phone: string;
        };
        /**
         * @description * `system` - system
         *     * `light` - light
         *     * `dark` - dark
         * @enum {string}
         */
        ThemeEnum: "system" | "light" | "dark";
        /** @description An access token, and what gets the next one. */
        Tokens: {
            /** @description Send as: Authorization: Bearer <access> */
            access: string;
            /** @description Seconds until `access` expires. */
            expires_in: number;
            /** @description Not with the cookie transport. */
            refresh?: string;
            token_type: components["schemas"]["TokenTypeEnum"];
        };
        /**
         * @description * `Bearer` - Bearer
         * @enum {string}
         */
        TokenTypeEnum: "Bearer";
        /**
         * @description * `body` - body
         *     * `cookie` - cookie
         * @enum {string}
         */
        TransportEnum: "body" | "cookie";
        /**
         * @description * `signing` - signing
         *     * `verifying` - verifying
         *     * `nothing` - nothing
         * @enum {string}
         */
        UsedForEnum: "signing" | "verifying" | "nothing";
        UsersCounted: {
            active: number;
            by_role: {
                [key: string]: number;
            };
            total: number;
            /** @description With a proved e-mail address. */
            verified: number;
            with_passkey: number;
            with_second_factor: number;
        };
        Verdict: {
            /** Format: date-time */
            checked_at: string;
            /** @description How many were looked at. */
            entries: number;
            first_bad: components["schemas"]["FirstBad"] | null;
            /** @description The end of the chain: note it elsewhere, and compare. */
            head: components["schemas"]["Head"];
            valid: boolean;
        };
        /** @description The second step of a login. */
        VerifyLoginRequest: {
            /** @description `challenge_id` of the options that the browser was given. */
            challenge_id?: string;
            /** @description Six digits (totp, sms), or a backup code: its case, blanks and hyphens do not matter. */
            code?: string;
            credential?: components["schemas"]["SignedCredentialRequest"];
            /** @default totp */
            method?: components["schemas"]["SecondFactorMethod"];
            /** @description The `mfa_token` that `POST /api/token/` answered. */
            mfa_token: string;
            /** @default body */
            transport?: components["schemas"]["TransportEnum"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    jwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jwks"];
                };
            };
            /** @description It is the key set you have. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openid_configuration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenIdConfiguration"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analytics: {
        parameters: {
            query?: {
                /** @description How many days, today among them: 1 to 366. */
                days?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analytics"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission analytics.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_logs: {
        parameters: {
            query?: {
                /** @description Such as user.role_changed. */
                action?: string;
                /** @description The id or the username of who did it. */
                actor?: string;
                /** @description From `next` or `previous` of another page. */
                cursor?: string;
                page_size?: number;
                /** @description What it was done to: user, session, product, order, … */
                resource?: string;
                /** @description Which of them. */
                resource_id?: string;
                /** @description Any part of the action, the ids, the details, the name, the address or the request id. */
                search?: string;
                /** @description Which service tells of it. */
                service?: string;
                /** @description At this time or later. */
                since?: string;
                /** @description Before this time. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission audit.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_logs_export: {
        parameters: {
            query?: {
                /** @description Such as user.role_changed. */
                action?: string;
                /** @description The id or the username of who did it. */
                actor?: string;
                /**
                 * @description json: one object per line.
                 *
                 *     * `csv` - csv
                 *     * `json` - json
                 */
                format?: "csv" | "json";
                /** @description What it was done to: user, session, product, order, … */
                resource?: string;
                /** @description Which of them. */
                resource_id?: string;
                /** @description Any part of the action, the ids, the details, the name, the address or the request id. */
                search?: string;
                /** @description Which service tells of it. */
                service?: string;
                /** @description At this time or later. */
                since?: string;
                /** @description Before this time. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission audit.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_logs_verify: {
        parameters: {
            query?: {
                /** @description The hash of a head that was noted earlier. */
                expect?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission audit.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission config.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    config_set: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigValuesRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission config.change. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeys"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission keys.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_keys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revoked"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission keys.rotate. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-state: it is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_keys_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationBegun"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission keys.rotate. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    organisations: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedOrganisationList"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission organisations.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    organisation_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationFormRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission organisations.change. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description organisation-name-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    organisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission organisations.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    organisation_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission organisations.change. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-state: it has members */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    organisation_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedOrganisationFormRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission organisations.change. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description organisation-name-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_users: {
        parameters: {
            query?: {
                /**
                 * @description Only who can sign in, or only who was disabled.
                 *
                 *     * `true` - true
                 *     * `false` - false
                 */
                active?: "true" | "false";
                /**
                 * @description -created_at without it.
                 *
                 *     * `username` - username
                 *     * `-username` - -username
                 *     * `email` - email
                 *     * `-email` - -email
                 *     * `created_at` - created_at
                 *     * `-created_at` - -created_at
                 *     * `last_login_at` - last_login_at
                 *     * `-last_login_at` - -last_login_at
                 */
                ordering?: "username" | "-username" | "email" | "-email" | "created_at" | "-created_at" | "last_login_at" | "-last_login_at";
                /** @description Only members of this one. */
                organisation?: string;
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
                /**
                 * @description * `admin` - admin
                 *     * `staff` - staff
                 *     * `vendor` - vendor
                 *     * `customer` - customer
                 *     * `viewer` - viewer
                 */
                role?: "admin" | "staff" | "vendor" | "customer" | "viewer";
                /** @description Words of username, e-mail address and name; all must be found. */
                search?: string;
                /**
                 * @description Only with a second factor, or only without one.
                 *
                 *     * `true` - true
                 *     * `false` - false
                 */
                second_factor?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedAdminUserList"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in, or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.create. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description username-taken, email-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No access token, or one that is not good. Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.delete. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description own-account, last-administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedUserChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in, or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.change. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-failed: it has changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description precondition-required: no If-Match */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_disable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.disable. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description own-account, last-administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.disable. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_end_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.disable. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_reset_2fa: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.reset-second-factor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description own-account, last-administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_user_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. Or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission users.role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description own-account, last-administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    password_forgotten: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenRequest"];
            };
        };
        responses: {
            /** @description Whether or not somebody has this address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated · token-invalid · token-expired · token-revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description csrf-failed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkey_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyLoginRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passkey-invalid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description csrf-failed: the cookie transport was asked for by a foreign page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited, by the gateway */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkey_login_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LoginOptionsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description token-invalid · token-expired: the mfa_token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited, by the gateway */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    password_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated · insufficient-user-authentication: POST /api/auth/step-up/ first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description current-password-wrong · csrf-failed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description overloaded: too many passwords are being checked at this moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    public_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKey"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description link-invalid · validation-error */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description overloaded: too many passwords are being checked at this moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsSeen"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_end_others: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    step_up_methods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepUpState"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    step_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepUpRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Raised"];
                };
            };
            /** @description validation-error · method-not-available */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-code-invalid · passkey-invalid · invalid-credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-switched-off: after a hundred wrong codes in a row */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    step_up_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepUpOptionsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSent"];
                };
            };
            /** @description validation-error · method-not-available */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    email_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkTokenRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedEmail"];
                };
            };
            /** @description link-invalid · validation-error */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description email-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    email_verify_resend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    avatar_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvatarShown"];
                };
            };
            /** @description validation-error: it is no such picture */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no picture */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    avatar_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesForm"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferences_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesFormRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesForm"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description csrf-failed: the cookie transport was asked for by a foreign page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description overloaded: too many passwords are being checked at this moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    token_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated · token-invalid · token-expired · token-revoked · token-reused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description csrf-failed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refresh-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_disable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_regenerate_backup_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupCodes"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-not-enabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-already-enabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_sms_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_sms_send: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SendCodeRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSent"];
                };
            };
            /** @description validation-error · method-not-available */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description token-invalid · token-expired: the mfa_token · invalid-credentials: the password counts no longer · unauthenticated · token-revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_sms_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TelephoneRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSent"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-already-enabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_sms_verify_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enabled"];
                };
            };
            /** @description validation-error · mfa-code-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-already-enabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-setup-expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_verify_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyLoginRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-code-invalid · passkey-invalid · token-invalid · token-expired: the mfa_token · invalid-credentials: the password counts no longer */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-switched-off: after a hundred wrong codes in a row · csrf-failed: the cookie transport was asked for by a foreign page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mfa_verify_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enabled"];
                };
            };
            /** @description validation-error · mfa-code-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-already-enabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mfa-setup-expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited: ten wrong codes in fifteen minutes */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    avatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                avatar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 256 × 256 pixels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_summary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsSummary"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission events.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dead_letters_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedDeadLetterList"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission events.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dead_letter_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventReplayed"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission events.replay. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event-failed-again: `detail` says why · invalid-state: nobody is subscribed any more */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dead_letters_replay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsReplayed"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission events.replay. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountDeletionRequest"];
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description validation-error */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated · insufficient-user-authentication: confirm with POST /api/auth/step-up/ first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description current-password-wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description last-administrator */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedProfileChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unauthenticated · with `email`, insufficient-user-authentication: confirm with POST /api/auth/step-up/ first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited, with `email` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkeys"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkey_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOut"];
                };
            };
            /** @description validation-error · passkey-not-accepted */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too-many-passkeys */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkey_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkey_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedPasskeyNameRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOut"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passkey_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission account.use. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description too-many-passkeys */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A service or the database is not reachable: try again after Retry-After seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registered"];
                };
            };
            /** @description Something in the request is not acceptable; `errors` says what. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description registration-closed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description username-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description overloaded: too many passwords are being checked at this moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
