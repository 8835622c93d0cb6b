from django.urls import path

from product_service.reviews.api import views

OF_PRODUCT = "products/<product:product_id>/reviews/"
ONE = f"{OF_PRODUCT}<product:review_id>/"

urlpatterns = [
    path(OF_PRODUCT, views.ReviewsOfProduct.as_view(), name="reviews"),
    path(f"{OF_PRODUCT}mine/", views.OwnReview.as_view(), name="review-mine"),
    path(ONE, views.OneReview.as_view(), name="review"),
    path(f"{ONE}reply/", views.Reply.as_view(), name="review-reply"),
    path(f"{ONE}report/", views.Report.as_view(), name="review-report"),
    path("products/reviews/moderation/", views.Queue.as_view(), name="review-queue"),
    path("products/reviews/<product:review_id>/decision/", views.Decide.as_view(), name="review-decision"),
]
