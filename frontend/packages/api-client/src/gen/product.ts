// Generated from docs/reference/openapi/product.json by "npm run gen". Do not edit.
export interface paths {
    "/api/categories/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Categories
         * @description In the order of the shop's shelves, each with the number of its products on sale.
         */
        get: operations["categories_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products on sale
         * @description Search, filter and sort. A misspelled parameter is refused, so that it cannot pass for an answer.
         */
        get: operations["products_list"];
        put?: never;
        /**
         * List a product
         * @description For admin, staff and vendors. What a vendor lists belongs to the organisation that the vendor sells for, or without one to the vendor.
         */
        post: operations["products_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{product_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product
         * @description Answers an ETag: send it back as If-None-Match to be told 304, as If-Match to change it.
         */
        get: operations["products_retrieve"];
        /** Replace a product */
        put: operations["products_update"];
        post?: never;
        /**
         * Take a product off sale
         * @description Orders that hold it keep it.
         */
        delete: operations["products_destroy"];
        options?: never;
        head?: never;
        /**
         * Change some of a product
         * @description A new price survives sales in between; a stock count does not, it needs the ETag of this moment.
         */
        patch: operations["products_partial_update"];
        trace?: never;
    };
    "/api/products/events/": {
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
    "/api/products/events/dead/": {
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
    "/api/products/events/dead/{letter_id}/replay/": {
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
    "/api/products/events/dead/replay/": {
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Category: {
            name: string;
            /** @description Products on sale in it. */
            product_count: number;
            slug: string;
            /** @description Background for the category's pictures, #RRGGBB. */
            tint: string;
        };
        CategoryRef: {
            name: string;
            slug: string;
            /** @description Background for the category's pictures, #RRGGBB. */
            tint: string;
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
        Image: {
            /** @description What it shows, for those who do not see it. */
            alt: string;
            /** @description Path under the gateway's origin. */
            url: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ImageInputRequest: {
            /** @default  */
            alt?: string;
            /** @description A picture the shop has: /media/products/1f4bb.webp. */
            url: string;
        };
        /**
         * @description * `in_stock` - in_stock
         *     * `low` - low
         *     * `out` - out
         * @enum {string}
         */
        LevelEnum: "in_stock" | "low" | "out";
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
        PaginatedProductList: {
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
            results: components["schemas"]["Product"][];
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        PatchedProductInputRequest: {
            /** @description The category's slug. */
            category?: string;
            currency?: components["schemas"]["CurrencyEnum"];
            description?: string;
            image?: components["schemas"]["ImageInputRequest"];
            name?: string;
            /** @description Plain decimal string: "129.00". */
            price?: string;
            /** @description Capital letters, digits and dashes. */
            sku?: string;
            /** @description Units in the warehouse, reserved ones included. */
            stock?: number;
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
        Product: {
            category: components["schemas"]["CategoryRef"];
            /** Format: date-time */
            created_at: string;
            /** @description ISO 4217. */
            currency: string;
            description: string;
            id: number;
            image: components["schemas"]["Image"];
            readonly images: components["schemas"]["Image"][];
            name: string;
            /** @description Decimal string, every digit of the currency. */
            price: string;
            sku: string;
            readonly stock: components["schemas"]["Stock"];
            /** Format: date-time */
            updated_at: string;
        };
        /** @description A serializer for input that refuses fields it does not declare. */
        ProductInputRequest: {
            /** @description The category's slug. */
            category: string;
            currency: components["schemas"]["CurrencyEnum"];
            description: string;
            image?: components["schemas"]["ImageInputRequest"];
            name: string;
            /** @description Plain decimal string: "129.00". */
            price: string;
            /** @description Capital letters, digits and dashes. */
            sku: string;
            /** @description Units in the warehouse, reserved ones included. */
            stock: number;
        };
        /**
         * @description * `failed` - Failed
         *     * `gap` - Gap
         * @enum {string}
         */
        ReasonEnum: "failed" | "gap";
        Stock: {
            /** @description Units that nobody holds. */
            available: number;
            /**
             * @description `low` is 5 or fewer: say "Only 2 left".
             *
             *     * `in_stock` - in_stock
             *     * `low` - low
             *     * `out` - out
             */
            level: components["schemas"]["LevelEnum"];
            /** @description Units in the warehouse; told to who may change it. */
            on_hand?: number;
            /** @description Units held for open orders; told to the same. */
            reserved?: number;
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
    categories_list: {
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
                    "application/json": components["schemas"]["Category"][];
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
    products_list: {
        parameters: {
            query?: {
                /** @description A category's slug. */
                category?: string;
                /**
                 * @description Only what can be bought now, or only what is sold out.
                 *
                 *     * `true` - true
                 *     * `false` - false
                 */
                in_stock?: "true" | "false";
                /** @description In EUR: "99.90". */
                max_price?: string;
                /** @description In EUR: "10.00". */
                min_price?: string;
                /**
                 * @description Only what the caller manages: everything for admin and staff, for a vendor the products of the organisation, or without one the vendor's own. Needs a token.
                 *
                 *     * `true` - true
                 */
                mine?: "true";
                /**
                 * @description Without it: best match first when searching, else best selling.
                 *
                 *     * `popular` - popular
                 *     * `price` - price
                 *     * `-price` - -price
                 *     * `name` - name
                 *     * `-name` - -name
                 *     * `newest` - newest
                 */
                ordering?: "popular" | "price" | "-price" | "name" | "-name" | "newest";
                /** @description Words, or beginnings of words, of name, SKU, category and description; all must be found. */
                search?: string;
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
                    "application/json": components["schemas"]["PaginatedProductList"];
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
            /** @description unauthenticated: `mine` needs a token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden: `mine` is for managers. */
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
    products_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductInputRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict, stock-below-reserved. */
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
    products_retrieve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the copy you have; 304 when it is still good. */
                "If-None-Match"?: string;
            };
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Your copy is still good. */
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
            /** @description No access token, or one that is not good. */
            401: {
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
    products_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you last saw it. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
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
            /** @description conflict, stock-below-reserved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
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
    products_destroy: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you last saw it. */
                "If-Match": string;
            };
            path: {
                product_id: string;
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
            /** @description Your role, or another seller's product. */
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
            /** @description conflict, stock-below-reserved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
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
    products_partial_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you last saw it. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedProductInputRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description Your role, or another seller's product. */
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
            /** @description conflict, stock-below-reserved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
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
}
