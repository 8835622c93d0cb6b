// Generated from docs/reference/openapi/payments.json by "npm run gen". Do not edit.
export interface paths {
    "/api/payments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments
         * @description Your own payments, newest first, and what you are asked to pay; a vendor's requests and the payments with a `share` of the organisation; admin, staff and viewer see everybody's.
         */
        get: operations["payments_list"];
        put?: never;
        /**
         * Ask for a payment, or pay one
         * @description `type: initiate` asks the customer with that e-mail address for money (permission payments.request). `type: payment` pays such a request: only the customer it names can. Paid at most once, whatever is sent at the same time; after a decline it can be paid again with a new Idempotency-Key.
         */
        post: operations["payments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/{payment_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment
         * @description Somebody else's payment is answered like one that does not exist.
         */
        get: operations["payments_read"];
        /**
         * Change a payment request
         * @description What it asks for, what it is for and until when, while nobody pays it.
         */
        put: operations["payments_change"];
        post?: never;
        /**
         * Cancel a payment request
         * @description Whoever asked withdraws it; the customer it names turns it down. What is only held is let go by whoever asked.
         */
        delete: operations["payments_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/{payment_id}/refunds/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refunds of a payment
         * @description Newest first.
         */
        get: operations["payments_refunds"];
        put?: never;
        /**
         * Give money back
         * @description A part of a captured payment, or all that is left of it (a vendor: of what the organisation asked for); never more than was captured, whatever is asked for at the same time. Asks for a second factor shown within five minutes. While the provider does not answer this is a 503: the refund is promised and finished in the background, and sending the same request with the same Idempotency-Key tells how it ended.
         */
        post: operations["payments_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/{payment_id}/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what is held, or let it go
         * @description Of a request with `capture: manual`. An order's payment is its order's to settle. Sent again it changes nothing.
         */
        post: operations["payments_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/events/": {
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
    "/api/payments/events/dead/": {
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
    "/api/payments/events/dead/{letter_id}/replay/": {
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
    "/api/payments/events/dead/replay/": {
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
    "/api/payments/history/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to payments
         * @description Every change of the payments you may read, newest first.
         */
        get: operations["payments_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/ledger/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ledger's balances
         * @description Every capture and refund is entered twice, with opposite signs: each currency sums to zero. One statement, so it is of one moment.
         */
        get: operations["payments_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/refunds/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List refunds
         * @description Of the payments you may read, newest first.
         */
        get: operations["payments_refunds_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/reports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sold
         * @description Sums of the payments that were begun in these days of UTC, the last thirty when left out: how many, what was captured of them and what was given back by now. Currencies are never added up. A vendor's report is of the organisation's shares. `output=csv` is the rows as a file.
         */
        get: operations["payments_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/webhooks/sandbox/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what happened at the sandbox provider
         * @description For the sandbox provider alone: an event is kept, acknowledged, and then only makes the worker look at the charge it names. The same event again changes nothing.
         */
        post: operations["webhook_sandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/webhooks/stripe/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what happened at Stripe
         * @description For Stripe alone: an event is kept, acknowledged, and then only makes the worker look at the charge it names. The same event again changes nothing.
         */
        post: operations["webhook_stripe"];
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
        AccountOutput: {
            /** @description `provider`: what it holds for the shop. `sales`: negative is credit. */
            account: string;
            /** @description A decimal string. */
            balance: string;
        };
        /**
         * @description * `automatic` - automatic
         *     * `manual` - manual
         * @enum {string}
         */
        CaptureEnum: "automatic" | "manual";
        /** @description What is to be different; what is left out stays. */
        ChangeInputRequest: {
            amount?: string;
            /** @description What it is for, as the customer reads it. */
            description?: string;
            /**
             * Format: date-time
             * @description In the future, within 90 days.
             */
            expires_at?: string;
        };
        /**
         * @description * `CHF` - CHF
         *     * `EUR` - EUR
         *     * `GBP` - GBP
         *     * `JPY` - JPY
         *     * `KWD` - KWD
         *     * `PLN` - PLN
         *     * `SEK` - SEK
         *     * `USD` - USD
         * @enum {string}
         */
        CurrencyEnum: "CHF" | "EUR" | "GBP" | "JPY" | "KWD" | "PLN" | "SEK" | "USD";
        CurrencyOutput: {
            accounts: components["schemas"]["AccountOutput"][];
            currency: string;
            /** @description Of all accounts: zero. */
            sum: string;
            /** @description Captures and refunds entered. */
            transactions: number;
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
        /**
         * @description * `day` - day
         *     * `currency` - currency
         *     * `vendor` - vendor
         *     * `status` - status
         * @enum {string}
         */
        GroupByEnum: "day" | "currency" | "vendor" | "status";
        HistoryEntry: {
            /** @description What this was about, as a decimal string. */
            readonly amount: string;
            /** Format: date-time */
            at: string;
            currency: string;
            kind: components["schemas"]["KindEnum"];
            /** @description Why: a decline code, or how a request ended. */
            note: string;
            /** Format: uuid */
            payment_id: string;
            /** @description Of the payment, after this. */
            readonly status: components["schemas"]["PaymentStatus"];
        };
        /** @description Ask a customer for money. */
        InitiateInputRequest: {
            /** @description A decimal string, "49.00"; more than zero. */
            amount: string;
            /**
             * @description `manual`: what the customer pays is only held until POST …/status/ takes it or lets it go.
             *
             *     * `automatic` - automatic
             *     * `manual` - manual
             * @default automatic
             */
            capture?: components["schemas"]["CaptureEnum"];
            currency: components["schemas"]["CurrencyEnum"];
            /**
             * Format: email
             * @description Of an account; in any case.
             */
            customer_email: string;
            /** @description What it is for, as the customer reads it. */
            description: string;
            /** @default 14 */
            expires_in_days?: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "initiate";
        };
        /**
         * @description * `initiate` - initiate
         * @enum {string}
         */
        InitiateInputTypeEnum: "initiate";
        /**
         * @description * `initiated` - initiated
         *     * `changed` - changed
         *     * `attempted` - attempted
         *     * `authorized` - authorized
         *     * `declined` - declined
         *     * `captured` - captured
         *     * `voided` - voided
         *     * `refunded` - refunded
         *     * `refund_refused` - refund_refused
         *     * `cancelled` - cancelled
         *     * `expired` - expired
         * @enum {string}
         */
        KindEnum: "initiated" | "changed" | "attempted" | "authorized" | "declined" | "captured" | "voided" | "refunded" | "refund_refused" | "cancelled" | "expired";
        LedgerOutput: {
            balanced: boolean;
            currencies: components["schemas"]["CurrencyOutput"][];
        };
        /**
         * @description * `card` - card
         * @enum {string}
         */
        MethodEnum: "card";
        /** @description An empty object: what an operation is sent that needs to know nothing. */
        NoFieldsRequest: Record<string, never>;
        Outbox: {
            /**
             * Format: date-time
             * @description When the oldest of them happened.
             */
            oldest_at: string | null;
            /** @description Committed events that the broker does not have yet. */
            waiting: number;
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
        PaginatedHistoryEntryList: {
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
            results: components["schemas"]["HistoryEntry"][];
        };
        PaginatedPaymentList: {
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
            results: components["schemas"]["Payment"][];
        };
        PaginatedRefundEntryList: {
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
            results: components["schemas"]["RefundEntry"][];
        };
        /** @description Pay what one was asked for. */
        PayInputRequest: {
            /** @description What the customer was shown. If it asks for anything else by now, nothing is paid. */
            amount?: string;
            method: components["schemas"]["MethodEnum"];
            /** Format: uuid */
            payment_id: string;
            /** @description The provider's token, never a card number. */
            token: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "payment";
        };
        /**
         * @description * `payment` - payment
         * @enum {string}
         */
        PayInputTypeEnum: "payment";
        Payment: {
            /** @description What was asked for, as a decimal string: "129.00". */
            readonly amount: string;
            capture: components["schemas"]["CaptureEnum"];
            /** @description What was taken; zero until then. */
            readonly captured: string;
            /** Format: date-time */
            created_at: string;
            currency: components["schemas"]["CurrencyEnum"];
            /** Format: uuid */
            customer_id: string;
            /** @description Why there is no money: the provider's code, `provider_error`, `hold_expired`, or of a request `withdrawn`, `turned_down`, `expired`; null otherwise. A request that is `initiated` can be paid again. */
            readonly decline_code: string | null;
            description: string;
            /**
             * Format: date-time
             * @description Until when a request can be paid.
             */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** @description Empty until somebody pays. */
            method: string;
            /**
             * Format: uuid
             * @description Null of a request.
             */
            order_id: string | null;
            /** @description Which organisation asked for it; null if none. */
            readonly organisation_id: string | null;
            /** @description What was given back; never more than was taken. */
            readonly refunded: string;
            /** @description What of it your organisation sold; null where you sell none. */
            readonly share: string | null;
            readonly status: components["schemas"]["PaymentStatus"];
            /**
             * @description An order's, or a request.
             *
             *     * `checkout` - checkout
             *     * `request` - request
             */
            type: components["schemas"]["PaymentTypeEnum"];
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: uuid
             * @description Who asked for it; null of an order's.
             */
            vendor_id: string | null;
        };
        PaymentInputRequest: components["schemas"]["InitiateInputRequest"] | components["schemas"]["PayInputRequest"];
        /** @enum {string} */
        PaymentStatus: "authorized" | "cancelled" | "completed" | "failed" | "initiated" | "partially_refunded" | "processing" | "refunded";
        /**
         * @description * `checkout` - checkout
         *     * `request` - request
         * @enum {string}
         */
        PaymentTypeEnum: "checkout" | "request";
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
        /**
         * @description * `failed` - Failed
         *     * `gap` - Gap
         * @enum {string}
         */
        ReasonEnum: "failed" | "gap";
        /** @description A refund, whatever became of it. */
        RefundEntry: {
            /** @description What was promised to the customer by this refund. */
            readonly amount: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            payment_id: string;
            reason: string;
            /** @description Why the provider refused; null otherwise. */
            readonly refusal_code: string | null;
            status: components["schemas"]["RefundStatus"];
            /** Format: date-time */
            updated_at: string;
        };
        /** @description How much to give back, and why. */
        RefundInputRequest: {
            /** @description A decimal string, "29.00"; all that is left when left out. */
            amount?: string;
            /**
             * @description For the books.
             * @default
             */
            reason?: string;
        };
        /** @description A refund, and the payment after it. */
        RefundOutput: {
            /** @description What was given back by this refund. */
            readonly amount: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            id: string;
            payment: components["schemas"]["Payment"];
            reason: string;
            status: components["schemas"]["RefundOutputStatusEnum"];
        };
        /**
         * @description * `succeeded` - succeeded
         * @enum {string}
         */
        RefundOutputStatusEnum: "succeeded";
        /**
         * @description * `pending` - pending
         *     * `succeeded` - succeeded
         *     * `failed` - failed
         * @enum {string}
         */
        RefundStatus: "pending" | "succeeded" | "failed";
        /** @description Of the payments that were begun in these days. */
        Report: {
            /** Format: date */
            from: string;
            group_by: components["schemas"]["GroupByEnum"];
            rows: components["schemas"]["ReportRow"][];
            /** Format: date */
            to: string;
            totals: components["schemas"]["Sums"][];
        };
        ReportRow: {
            /** @description A decimal string. */
            captured: string;
            /** @description Payments; of a vendor, payments with a share. */
            count: number;
            currency: string;
            /** @description A day of UTC, a currency, an organisation's id (empty: the shop) or status. */
            key: string;
            label: string;
            net: string;
            /** @description Of what was captured, given back by now. */
            refunded: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        StatusInputRequest: {
            status: components["schemas"]["StatusInputStatusEnum"];
        };
        /**
         * @description * `completed` - completed
         *     * `cancelled` - cancelled
         * @enum {string}
         */
        StatusInputStatusEnum: "completed" | "cancelled";
        Sums: {
            /** @description A decimal string. */
            captured: string;
            /** @description Payments; of a vendor, payments with a share. */
            count: number;
            currency: string;
            net: string;
            /** @description Of what was captured, given back by now. */
            refunded: string;
        };
        WebhookReceived: {
            received: boolean;
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
    payments_list: {
        parameters: {
            query?: {
                /** @description A day of UTC, `2026-03-01`; included. */
                from?: string;
                order_id?: string;
                /** @description From 1. */
                page?: number;
                /** @description 1 to 100; 20 when left out. */
                page_size?: number;
                /**
                 * @description * `authorized` - authorized
                 *     * `cancelled` - cancelled
                 *     * `completed` - completed
                 *     * `failed` - failed
                 *     * `initiated` - initiated
                 *     * `partially_refunded` - partially_refunded
                 *     * `processing` - processing
                 *     * `refunded` - refunded
                 */
                status?: "authorized" | "cancelled" | "completed" | "failed" | "initiated" | "partially_refunded" | "processing" | "refunded";
                /** @description A day of UTC; included. */
                to?: string;
                /**
                 * @description * `checkout` - checkout
                 *     * `request` - request
                 */
                type?: "checkout" | "request";
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
                    "application/json": components["schemas"]["PaginatedPaymentList"];
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
            /** @description Your role does not have the permission payments.read. */
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
    payments_create: {
        parameters: {
            query?: never;
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PaymentInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description validation-error (unknown-customer at /customer_email) · idempotency-key-required · card-data-not-allowed */
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
            /** @description payment-declined (`decline_code`) */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission payments.pay. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found: no request that names you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-state: somebody is paying it, it is over, or it belongs to an order · price-changed (`amount`: what it asks for now) · idempotency-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused: this key belongs to another body. */
            422: {
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
            /** @description deadline-exceeded: try again with the same key. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payments_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
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
                    "application/json": components["schemas"]["Payment"];
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
            /** @description Your role does not have the permission payments.read. */
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
    payments_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what you have seen. */
                "If-Match": string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description validation-error · card-data-not-allowed */
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
            /** @description Your role does not have the permission payments.request. */
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
            /** @description invalid-state: somebody is paying it, it is over, or it belongs to an order */
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
    payments_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
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
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description unknown-parameter */
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
            /** @description Your role does not have the permission payments.cancel. */
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
            /** @description invalid-state: somebody is paying it, it is over, or it belongs to an order */
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
    payments_refunds: {
        parameters: {
            query?: {
                /** @description From 1. */
                page?: number;
                /** @description 1 to 100; 20 when left out. */
                page_size?: number;
            };
            header?: never;
            path: {
                payment_id: string;
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
                    "application/json": components["schemas"]["PaginatedRefundEntryList"];
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
            /** @description Your role does not have the permission payments.read. */
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
    payments_refund: {
        parameters: {
            query?: never;
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundOutput"];
                };
            };
            /** @description validation-error · idempotency-key-required · card-data-not-allowed */
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
            /** @description Your role does not have the permission payments.refund. */
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
            /** @description refund-exceeds-captured (`refundable`: what is left, in minor units) · invalid-state: it was not captured · refund-refused: by the provider · idempotency-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused: this key belongs to another body. */
            422: {
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
            /** @description deadline-exceeded: try again with the same key. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payments_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
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
            /** @description No access token, or one that is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your role does not have the permission payments.request. */
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
            /** @description invalid-state: somebody is paying it, it is over, or it belongs to an order */
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
    payments_history: {
        parameters: {
            query?: {
                /** @description A day of UTC, `2026-03-01`; included. */
                from?: string;
                /** @description From 1. */
                page?: number;
                /** @description 1 to 100; 20 when left out. */
                page_size?: number;
                payment_id?: string;
                /** @description A day of UTC; included. */
                to?: string;
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
                    "application/json": components["schemas"]["PaginatedHistoryEntryList"];
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
            /** @description Your role does not have the permission payments.read. */
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
    payments_ledger: {
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
                    "application/json": components["schemas"]["LedgerOutput"];
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
            /** @description Your role does not have the permission payments.ledger. */
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
    payments_refunds_list: {
        parameters: {
            query?: {
                /** @description A day of UTC, `2026-03-01`; included. */
                from?: string;
                /** @description From 1. */
                page?: number;
                /** @description 1 to 100; 20 when left out. */
                page_size?: number;
                /** @description A day of UTC; included. */
                to?: string;
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
                    "application/json": components["schemas"]["PaginatedRefundEntryList"];
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
            /** @description Your role does not have the permission payments.read. */
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
    payments_report: {
        parameters: {
            query?: {
                /**
                 * @description * `CHF` - CHF
                 *     * `EUR` - EUR
                 *     * `GBP` - GBP
                 *     * `JPY` - JPY
                 *     * `KWD` - KWD
                 *     * `PLN` - PLN
                 *     * `SEK` - SEK
                 *     * `USD` - USD
                 */
                currency?: "CHF" | "EUR" | "GBP" | "JPY" | "KWD" | "PLN" | "SEK" | "USD";
                /** @description A day of UTC, `2026-03-01`; included. */
                from?: string;
                /**
                 * @description * `day` - day
                 *     * `currency` - currency
                 *     * `vendor` - vendor
                 *     * `status` - status
                 */
                group_by?: "day" | "currency" | "vendor" | "status";
                /**
                 * @description * `json` - json
                 *     * `csv` - csv
                 */
                output?: "json" | "csv";
                /** @description A day of UTC; included. */
                to?: string;
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
                    "application/json": components["schemas"]["Report"];
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
            /** @description Your role does not have the permission payments.report. */
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
    webhook_sandbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description `t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>">`, at most five `v1`, at most 300 s old or ahead. */
                "Sandbox-Signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReceived"];
                };
            };
            /** @description webhook-signature-invalid · webhook-timestamp-out-of-range · malformed-json · unknown-parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large: 256 KiB at most */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type: the body is compressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dependency-unavailable: it could not be kept; send it again */
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
    webhook_stripe: {
        parameters: {
            query?: never;
            header?: {
                /** @description `t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>">`, at most five `v1`, at most 300 s old or ahead. */
                "Stripe-Signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReceived"];
                };
            };
            /** @description webhook-signature-invalid · webhook-timestamp-out-of-range · malformed-json · unknown-parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large: 256 KiB at most */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type: the body is compressed */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dependency-unavailable: it could not be kept; send it again */
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
