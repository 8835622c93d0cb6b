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
         * @description Customers and vendors see their own. Admin, staff and viewer see all, and filter by `user_id`.
         */
        get: operations["orders_list"];
        put?: never;
        /**
         * Place an order
         * @description Checks the account, reserves the stock, authorises the payment, takes the stock and captures the money, all within 3 seconds. If it needs longer the answer is 202 and the order finishes by itself: read it at `Location`. Sent again with the same Idempotency-Key and body, the answer is the same and nothing happens twice. Prices are the catalogue's at the moment of reservation.
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
        /**
         * @description * `out_of_stock` - out_of_stock
         *     * `product_unavailable` - product_unavailable
         *     * `payment_declined` - payment_declined
         *     * `expired` - expired
         *     * `unavailable` - unavailable
         *     * `cancelled_by_staff` - cancelled_by_staff
         * @enum {string}
         */
        CancellationReasonEnum: "out_of_stock" | "product_unavailable" | "payment_declined" | "expired" | "unavailable" | "cancelled_by_staff";
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
        /** @description A serializer for input that refuses fields it does not declare. */
        ItemInputRequest: {
            /** Format: int64 */
            product_id: number;
            quantity: number;
        };
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
        NullEnum: null;
        /** @description A serializer for input that refuses fields it does not declare. */
        OrderInputRequest: {
            items: components["schemas"]["ItemInputRequest"][];
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
            readonly cancellation_reason: components["schemas"]["CancellationReasonEnum"] | components["schemas"]["NullEnum"];
            currency: string;
            /** Format: uuid */
            customer_id: string;
            /** Format: uuid */
            id: string;
            items: components["schemas"]["OrderItem"][];
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
                /** @description admin, staff and viewer only */
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
            /** @description out-of-stock (`lines`: what is left), product-unavailable, order-expired, idempotency-in-progress */
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
