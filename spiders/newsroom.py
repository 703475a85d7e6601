from crawler.spider import AnyNewsroomSpider


class Newsroom(AnyNewsroomSpider):
    name = "newsroom"
