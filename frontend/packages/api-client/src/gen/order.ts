// Generated from docs/reference/openapi/order.json by "npm run gen". Do not edit.
export interface paths {
    "/api/cart/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My cart, at today's prices
         * @description The cart belongs to the account and is the same on every device. When the catalogue does not answer, the last known prices are shown with `stale: true`.
         */
        get: operations["cart_retrieve"];
        /**
         * Replace my cart
         * @description The whole cart: what is not listed is taken out. An empty list empties it.
         */
        put: operations["cart_replace"];
        post?: never;
        /** Empty my cart */
        delete: operations["cart_clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders, newest first
         * @description Customers and vendors see their own. Admin, staff and viewer see all, and filter by `user_id`, `number` and when it was placed.
         */
        get: operations["orders_list"];
        put?: never;
        /**
         * Place an order
         * @description Checks the account, reserves the stock, authorises the payment, takes the stock and captures the money, all within 3 seconds. If it needs longer the answer is 202 and the order finishes by itself: read it at `Location`. Sent again with the same Idempotency-Key and body, the answer is the same and nothing happens twice. Prices are the catalogue's at the moment of reservation; with `expected_total` nothing is bought at any other. A customer may place 100 orders a minute: an answer that was replayed does not count.
         */
        post: operations["orders_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{order_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order with its timeline
         * @description One's own; admin, staff and viewer read any. Somebody else's is a 404.
         */
        get: operations["orders_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{order_id}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description Until it is shipped. The payment is refunded and the goods go back on sale, both by themselves a moment later; the order's timeline tells. One's own; admin and staff cancel any. Of a cancellation and a shipment at the same moment exactly one succeeds.
         */
        post: operations["orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{order_id}/saga/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where one order's checkout stands
         * @description Each step with its moment, what it came back with and what went wrong.
         */
        get: operations["sagas_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{order_id}/saga/retry/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again at once
         * @description Ends the pause before the next attempt; the recovery worker takes the saga up within a second. Whoever is working on it already is left alone.
         */
        post: operations["sagas_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{order_id}/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Move an order on, or cancel it
         * @description confirmed → processing → shipped → delivered; packing may be skipped. Until it is shipped an order can be cancelled, and the payment is then refunded. A pending order belongs to its checkout and ends by itself.
         */
        patch: operations["orders_change_status"];
        trace?: never;
    };
    "/api/orders/books/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the books balance
         * @description The last audit: for every product received = sold + reserved + free, and what was sold is what orders bought; every paid order has exactly one capture of its total; no money was captured without an order; the ledger of every currency adds up to zero. The worker audits every 30 seconds, or less often when an audit takes long.
         */
        get: operations["books_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/books/audits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Audit the books now
         * @description The worker begins within a second; read the books until `checked_at` is not before `asked_at`.
         */
        post: operations["books_audit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/books/products/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stock's books, product by product
         * @description Asked of the catalogue at this moment, by product id.
         */
        get: operations["books_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/events/": {
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
    "/api/orders/events/dead/": {
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
    "/api/orders/events/dead/{letter_id}/replay/": {
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
    "/api/orders/events/dead/replay/": {
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
    "/api/orders/sagas/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Checkouts and refunds, step by step, newest order first
         * @description What is not finished, unless `state` says otherwise. Attempts that held no stock are among `all`.
         */
        get: operations["sagas_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/user/{user_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders of one user, newest first
         * @description One's own; admin, staff and viewer read anybody's.
         */
        get: operations["orders_of_user"];
        put?: never;
        post?: never;
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
        AccountBalance: {
            account: string;
            currency: string;
            minor_units: number;
        };
        AuditAsked: {
            /** Format: date-time */
            asked_at: string;
        };
        /** @description The last audit, and what is open at this moment. */
        BooksOutput: {
            /**
             * Format: date-time
             * @description Somebody asked for one, and it has not begun.
             */
            asked_at: string | null;
            /**
             * Format: date-time
             * @description When the last audit began.
             */
            checked_at: string | null;
            /** @description Why the last try came to nothing: a side could not be read. It is tried again. */
            last_error: string;
            ledger: components["schemas"]["AccountBalance"][];
            /** @description Checkouts under way, by state. */
            open_sagas: {
                [key: string]: number;
            };
            orders: components["schemas"]["OrderTotals"] | null;
            payments: components["schemas"]["PaymentTotals"] | null;
            /** @description All of them, by kind. */
            problem_counts: {
                [key: string]: number;
            };
            /** @description The first hundred. */
            problems: components["schemas"]["BooksProblem"][];
            products: components["schemas"]["ProductTotals"] | null;
            /**
             * Format: date-time
             * @description An audit is under way since then.
             */
            running_since: string | null;
            /** Format: double */
            seconds: number | null;
            /**
             * @description `unknown` until the first audit has ended.
             *
             *     * `balanced` - balanced
             *     * `wrong` - wrong
             *     * `unknown` - unknown
             */
            state: components["schemas"]["BooksOutputStateEnum"];
            /** @description Products whose units cannot be judged while events wait for the broker. */
            waiting_for_events: number;
        };
        /**
         * @description * `balanced` - balanced
         *     * `wrong` - wrong
         *     * `unknown` - unknown
         * @enum {string}
         */
        BooksOutputStateEnum: "balanced" | "wrong" | "unknown";
        BooksProblem: {
            detail: string;
            kind: components["schemas"]["KindEnum"];
            /** @description The product, the order or the currency it is about. */
            subject: string;
        };
        /**
         * @description * `cancelled_by_customer` - cancelled_by_customer
         *     * `cancelled_by_staff` - cancelled_by_staff
         * @enum {string}
         */
        CancelInputReasonEnum: "cancelled_by_customer" | "cancelled_by_staff";
        /** @description A serializer for input that refuses fields it does not declare. */
        CancelInputRequest: {
            /**
             * @description Who wanted it. Without it: the customer, if it is their order, else the shop.
             *
             *     * `cancelled_by_customer` - cancelled_by_customer
             *     * `cancelled_by_staff` - cancelled_by_staff
             */
            reason?: components["schemas"]["CancelInputReasonEnum"];
        };
        /**
         * @description * `out_of_stock` - out_of_stock
         *     * `product_unavailable` - product_unavailable
         *     * `payment_declined` - payment_declined
         *     * `expired` - expired
         *     * `unavailable` - unavailable
         *     * `cancelled_by_staff` - cancelled_by_staff
         *     * `cancelled_by_customer` - cancelled_by_customer
         *     * `price_changed` - price_changed
         *     * `amount_limit` - amount_limit
         *     * `reservation_limit` - reservation_limit
         * @enum {string}
         */
        CancellationReason: "out_of_stock" | "product_unavailable" | "payment_declined" | "expired" | "unavailable" | "cancelled_by_staff" | "cancelled_by_customer" | "price_changed" | "amount_limit" | "reservation_limit";
        /** @description A serializer for input that refuses fields it does not declare. */
        CartInputRequest: {
            items: components["schemas"]["ItemInputRequest"][];
        };
        CartItem: {
            /** @description Units free when the catalogue was last asked. */
            available: number;
            image_url: string;
            line_total: string;
            name: string;
            readonly problem: components["schemas"]["ProblemEnum"] | components["schemas"]["NullEnum"];
            product_id: number;
            quantity: number;
            /** @description A decimal string: "129.00". */
            unit_price: string;
        };
        CartOutput: {
            /** @description Units in all. */
            count: number;
            currency: string;
            items: components["schemas"]["CartItem"][];
            /** @description The catalogue could not be asked: names, prices and stock are the last ones seen. */
            stale: boolean;
            total: string;
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
            reason: components["schemas"]["DeadLetterReasonEnum"];
            subject: string;
            /** @description Events of the same aggregate that wait until it is replayed. */
            waiting_behind: number;
        };
        /**
         * @description * `failed` - Failed
         *     * `gap` - Gap
         * @enum {string}
         */
        DeadLetterReasonEnum: "failed" | "gap";
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
        /** @description A serializer for input that refuses fields it does not declare. */
        ExpectedTotalRequest: {
            amount: string;
            currency: components["schemas"]["CurrencyEnum"];
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ItemInputRequest: {
            /** Format: int64 */
            product_id: number;
            quantity: number;
        };
        /**
         * @description * `stock_out_of_balance` - stock_out_of_balance
         *     * `units_differ` - units_differ
         *     * `order_without_capture` - order_without_capture
         *     * `captured_twice` - captured_twice
         *     * `capture_differs` - capture_differs
         *     * `refund_missing` - refund_missing
         *     * `capture_without_order` - capture_without_order
         *     * `ledger_not_zero` - ledger_not_zero
         * @enum {string}
         */
        KindEnum: "stock_out_of_balance" | "units_differ" | "order_without_capture" | "captured_twice" | "capture_differs" | "refund_missing" | "capture_without_order" | "ledger_not_zero";
        /**
         * @description * `card` - card
         * @enum {string}
         */
        MethodEnum: "card";
        Milestone: {
            /** Format: date-time */
            at: string;
            note: string;
            status: components["schemas"]["OrderStatus"];
        };
        /** @description An empty object: what an operation is sent that needs to know nothing. */
        NoFieldsRequest: Record<string, never>;
        NullEnum: null;
        /** @description A serializer for input that refuses fields it does not declare. */
        OrderInputRequest: {
            /** @description What the customer was shown. If it would cost anything else, nothing is bought. */
            expected_total?: components["schemas"]["ExpectedTotalRequest"];
            items: components["schemas"]["ItemInputRequest"][];
            /** @description Returned on the order: at most 50 names of 40 characters, with texts of 500 characters. */
            metadata?: {
                [key: string]: string;
            };
            payment: components["schemas"]["PaymentInputRequest"];
            shipping: components["schemas"]["ShippingInputRequest"];
        };
        OrderItem: {
            image_url: string;
            line_total: string;
            name: string;
            product_id: number;
            quantity: number;
            /** @description A decimal string: "129.00". */
            unit_price: string;
        };
        OrderOutput: {
            readonly cancellation_reason: components["schemas"]["CancellationReason"] | components["schemas"]["NullEnum"];
            currency: string;
            /** Format: uuid */
            customer_id: string;
            /** Format: uuid */
            id: string;
            items: components["schemas"]["OrderItem"][];
            readonly metadata: {
                [key: string]: string;
            };
            /** @description What people call it: `SM-000123`. */
            number: string;
            readonly payment: components["schemas"]["OrderPayment"];
            /** Format: date-time */
            placed_at: string;
            shipping: components["schemas"]["ShippingAddress"];
            status: components["schemas"]["OrderStatus"];
            timeline: components["schemas"]["Milestone"][];
            /** @description A decimal string: "387.00". */
            total: string;
            /** Format: date-time */
            updated_at: string;
        };
        OrderPayment: {
            /** @description Empty until the payment service has answered. */
            id: string;
            method: string;
            status: components["schemas"]["PaymentStatus"];
        };
        /**
         * @description * `pending` - pending
         *     * `confirmed` - confirmed
         *     * `processing` - processing
         *     * `shipped` - shipped
         *     * `delivered` - delivered
         *     * `cancelled` - cancelled
         * @enum {string}
         */
        OrderStatus: "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "cancelled";
        OrderTotals: {
            given_back: number;
            /** @description Cancelled after payment, the refund under way. */
            giving_back: number;
            /** @description Orders with exactly one capture, unless `problems` says otherwise. */
            paid: number;
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
        /**
         * @description * `done` - done
         *     * `refused` - refused
         *     * `unwanted` - unwanted
         *     * `unsent` - unsent
         *     * `unknown` - unknown
         *     * `missing` - missing
         *     * `begun` - begun
         *     * `announced` - announced
         *     * `expired` - expired
         *     * `given_up` - given_up
         *     * `handed_over` - handed_over
         *     * `cancelled` - cancelled
         *     * `reopened` - reopened
         *     * `retried` - retried
         * @enum {string}
         */
        OutcomeEnum: "done" | "refused" | "unwanted" | "unsent" | "unknown" | "missing" | "begun" | "announced" | "expired" | "given_up" | "handed_over" | "cancelled" | "reopened" | "retried";
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
        PaginatedOrderOutputList: {
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
            results: components["schemas"]["OrderOutput"][];
        };
        PaginatedSagaOutputList: {
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
            results: components["schemas"]["SagaOutput"][];
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedStatusInputRequest: {
            status?: components["schemas"]["OrderStatus"];
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PaymentInputRequest: {
            method: components["schemas"]["MethodEnum"];
            /** @description The provider's token, never a card number. Sandbox: `tok_success`, `tok_decline`, `tok_insufficient_funds`, `tok_slow`, `tok_timeout_then_success`, `tok_error`. */
            token: string;
        };
        /**
         * @description * `processing` - Processing
         *     * `authorized` - Authorized
         *     * `completed` - Completed
         *     * `failed` - Failed
         *     * `cancelled` - Cancelled
         *     * `refunded` - Refunded
         * @enum {string}
         */
        PaymentStatus: "processing" | "authorized" | "completed" | "failed" | "cancelled" | "refunded";
        PaymentTotals: {
            captured: number;
            /** @description Captured, and the order is being told at this moment. */
            under_way: number;
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
        /**
         * @description * `out-of-stock` - out-of-stock
         *     * `unavailable` - unavailable
         * @enum {string}
         */
        ProblemEnum: "out-of-stock" | "unavailable";
        ProblemField: {
            code: string;
            detail: string;
            /** @description JSON pointer (RFC 6901) to the value in the body. */
            pointer: string;
        };
        ProductTotals: {
            count: number;
            free: number;
            /** @description Units that ever came, corrections included. */
            received: number;
            /** @description Units held for checkouts under way. */
            reserved: number;
            /** @description Units sold, less those that came back. */
            sold: number;
        };
        SagaOutput: {
            attempt: number;
            /** Format: uuid */
            customer_id: string;
            /** Format: date-time */
            deadline_at: string;
            /** @description How often somebody has taken it over, and one. */
            fence: number;
            last_error: string;
            /** Format: date-time */
            lease_until: string | null;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** @description Empty for an attempt that held no stock. */
            number: string;
            /** Format: uuid */
            order_id: string;
            order_status: components["schemas"]["OrderStatus"];
            state: components["schemas"]["SagaState"];
            steps: components["schemas"]["SagaStep"][];
            /** @description Unfinished for five minutes without getting on. */
            readonly stuck: boolean;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @description * `reserving` - reserving
         *     * `reserved` - reserved
         *     * `authorizing` - authorizing
         *     * `payment_unknown` - payment_unknown
         *     * `authorized` - authorized
         *     * `committing` - committing
         *     * `capturing` - capturing
         *     * `done` - done
         *     * `releasing` - releasing
         *     * `cancelled` - cancelled
         *     * `refunding` - refunding
         *     * `refunded` - refunded
         * @enum {string}
         */
        SagaState: "reserving" | "reserved" | "authorizing" | "payment_unknown" | "authorized" | "committing" | "capturing" | "done" | "releasing" | "cancelled" | "refunding" | "refunded";
        SagaStep: {
            /** Format: date-time */
            at: string;
            /** @description Failed tries in this state so far; 0 for a step that led on. */
            attempt: number;
            error: string;
            /**
             * @description How it came to stand there: the outcome of a call, or why there was none.
             *
             *     * `done` - done
             *     * `refused` - refused
             *     * `unwanted` - unwanted
             *     * `unsent` - unsent
             *     * `unknown` - unknown
             *     * `missing` - missing
             *     * `begun` - begun
             *     * `announced` - announced
             *     * `expired` - expired
             *     * `given_up` - given_up
             *     * `handed_over` - handed_over
             *     * `cancelled` - cancelled
             *     * `reopened` - reopened
             *     * `retried` - retried
             */
            outcome: components["schemas"]["OutcomeEnum"];
            state: components["schemas"]["SagaState"];
        };
        ShippingAddress: {
            city: string;
            country: string;
            line1: string;
            line2: string;
            name: string;
            postal_code: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ShippingInputRequest: {
            city: string;
            /** @description ISO 3166-1 code (`DE`) or the country's name. */
            country: string;
            line1: string;
            /** @default  */
            line2?: string;
            name: string;
            postal_code: string;
        };
        StockRow: {
            /** @description received = sold + reserved + free, and reserved is what holds hold. */
            balanced: boolean;
            free: number;
            name: string;
            product_id: number;
            received: number;
            reserved: number;
            sku: string;
            sold: number;
        };
        StockRows: {
            /** @description Empty on the last page. 500 rows at most. */
            next_token: string;
            results: components["schemas"]["StockRow"][];
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
    cart_retrieve: {
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
                    "application/json": components["schemas"]["CartOutput"];
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
            /** @description Your role does not have the permission carts.read. */
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
    cart_replace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartOutput"];
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
            /** @description forbidden: a viewer changes nothing. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-unavailable: `errors` names the lines. */
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
    cart_clear: {
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
            /** @description forbidden: a viewer changes nothing. */
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
    orders_list: {
        parameters: {
            query?: {
                /** @description `SM-000123`, or `123`. */
                number?: string;
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
                /** @description At this moment or later (ISO 8601). */
                placed_after?: string;
                /** @description Before this moment (ISO 8601). */
                placed_before?: string;
                /**
                 * @description * `pending` - pending
                 *     * `confirmed` - confirmed
                 *     * `processing` - processing
                 *     * `shipped` - shipped
                 *     * `delivered` - delivered
                 *     * `cancelled` - cancelled
                 */
                status?: "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "cancelled";
                /** @description admin, staff and viewer only, like those below */
                user_id?: string;
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
                    "application/json": components["schemas"]["PaginatedOrderOutputList"];
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
            /** @description Your role does not have the permission orders.read. */
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
    orders_create: {
        parameters: {
            query?: never;
            header: {
                /** @description One per intended effect, for example a UUID. Sent again with the same body it gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderInputRequest"];
            };
        };
        responses: {
            /** @description Confirmed: stock taken, money captured. */
            201: {
                headers: {
                    /** @description Where the order can be read. */
                    Location?: string;
                    /** @description How many orders are left of this minute's, and the seconds until it is over: `"orders";r=99;t=60`. */
                    RateLimit?: string;
                    /** @description `"orders";q=100;w=60`: 100 orders in 60 seconds. */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOutput"];
                };
            };
            /** @description Placed; the payment's outcome is not known yet. */
            202: {
                headers: {
                    /** @description Where the order can be read. */
                    Location?: string;
                    /** @description How many orders are left of this minute's, and the seconds until it is over: `"orders";r=99;t=60`. */
                    RateLimit?: string;
                    /** @description `"orders";q=100;w=60`: 100 orders in 60 seconds. */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOutput"];
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
            /** @description payment-declined: `order_id`, `decline_code`. The stock is free again. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden: this account cannot place orders. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description out-of-stock (`lines`: what is left), product-unavailable, price-changed (`expected`, `total`, `lines`: the prices now), amount-limit (`total`, `limit`), reservation-limit (`most_units`, `most_reservations`: what one customer holds at once), order-expired, idempotency-in-progress */
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
            /** @description rate-limited: 100 orders a minute. Nothing was kept, the key is free. */
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
            /** @description deadline-exceeded: nothing was kept, try again with the same key. */
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
    orders_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
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
                    "application/json": components["schemas"]["OrderOutput"];
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
            /** @description Your role does not have the permission orders.read. */
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
    orders_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOutput"];
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
            /** @description Your role does not have the permission orders.cancel. */
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
            /** @description invalid-state (`order_status`): shipped, delivered or cancelled already, or its checkout is still under way and ends by itself. */
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
    sagas_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
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
                    "application/json": components["schemas"]["SagaOutput"];
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
            /** @description Your role does not have the permission orders.saga. */
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
    sagas_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
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
                    "application/json": components["schemas"]["SagaOutput"];
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
            /** @description Your role does not have the permission orders.status. */
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
            /** @description invalid-state (`saga_state`): it is over, there is nothing left to try. */
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
    orders_change_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedStatusInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOutput"];
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
            /** @description forbidden: admin and staff only. */
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
            /** @description invalid-state: not from the status it has. */
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
    books_read: {
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
                    "application/json": components["schemas"]["BooksOutput"];
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
            /** @description Your role does not have the permission books.read. */
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
    books_audit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditAsked"];
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
            /** @description Your role does not have the permission books.read. */
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
    books_products: {
        parameters: {
            query?: {
                /** @description `next_token` of the page before. */
                page_token?: string;
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
                    "application/json": components["schemas"]["StockRows"];
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
            /** @description Your role does not have the permission books.read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dependency-unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description deadline-exceeded */
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
    sagas_list: {
        parameters: {
            query?: {
                order_id?: string;
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
                /**
                 * @description `open`: not finished; `stuck`: not finished and not getting on for five minutes.
                 *
                 *     * `open` - open
                 *     * `stuck` - stuck
                 *     * `all` - all
                 */
                state?: "open" | "stuck" | "all";
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
                    "application/json": components["schemas"]["PaginatedSagaOutputList"];
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
            /** @description Your role does not have the permission orders.saga. */
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
    orders_of_user: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page. */
                page_size?: number;
                /**
                 * @description * `pending` - pending
                 *     * `confirmed` - confirmed
                 *     * `processing` - processing
                 *     * `shipped` - shipped
                 *     * `delivered` - delivered
                 *     * `cancelled` - cancelled
                 */
                status?: "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "cancelled";
            };
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
                    "application/json": components["schemas"]["PaginatedOrderOutputList"];
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
            /** @description Your role does not have the permission orders.read. */
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
}
